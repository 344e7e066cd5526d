import { icon } from './text.js';

const toIso = text => {
  const [, d, m, y] = text.trim().match(/^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/) ?? [];
  return y ? `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}` : '';
};

/** A calendar button beside a typed date. The browser's own picker is used; what is posted is the typed text. */
class DatePicker extends HTMLElement {
  connectedCallback() {
    const text = this.querySelector('input');
    if (!text || this.querySelector('button') || !HTMLInputElement.prototype.showPicker) return;
    const picker = Object.assign(document.createElement('input'), { type: 'date', tabIndex: -1 });
    picker.setAttribute('aria-hidden', 'true');
    const button = Object.assign(document.createElement('button'), { type: 'button', className: 'vl-icon-button' });
    button.setAttribute('aria-label', this.dataset.pick);
    button.append(icon('calendar-days'));
    button.onclick = () => {
      picker.value = toIso(text.value);
      picker.showPicker();
    };
    picker.onchange = () => {
      if (picker.value) {
        text.value = picker.value.split('-').reverse().join('/');
        text.dispatchEvent(new Event('input', { bubbles: true }));
        text.focus();
      }
    };
    this.append(picker, button);
  }
}
customElements.define('vl-date', DatePicker);
