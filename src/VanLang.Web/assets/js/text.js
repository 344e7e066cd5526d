/** Folds Vietnamese as the server does: lower case, no marks, đ as d, other signs as one space. */
export const fold = text => text.normalize('NFD').replace(/\p{Mn}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase().replace(/[^\p{L}\p{Nd}]+/gu, ' ').trim();

/** Puts a value into a sentence made by the server: "Đã chọn {0} nơi". */
export const fill = (sentence, value) => sentence.replace('{0}', value);

/** The address of the icon sprite, taken from an icon that the server rendered. */
export const icon = name => {
  const sample = document.querySelector('.vl-icon use')?.getAttribute('href') ?? '';
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('class', 'vl-icon');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  use.setAttribute('href', `${sample.split('#')[0]}#${name}`);
  svg.append(use);
  return svg;
};
