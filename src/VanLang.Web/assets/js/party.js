import { fill, fold } from './text.js';

/** The organisation picker: filters while one types, ticks a group at once, and shows what is picked as chips that can be taken back. */
class PartyPicker extends HTMLElement {
  connectedCallback() {
    this.query = this.querySelector('[data-party-query]');
    if (!this.query || this.ready) return;
    this.ready = true;
    this.tree = this.querySelector('.vl-party-tree');
    this.chosen = this.querySelector('[data-party-chosen]');
    this.sum = this.querySelector('[data-party-sum]');
    this.querySelector('[data-party-search]').hidden = true;
    this.query.addEventListener('input', () => this.filter());
    this.query.addEventListener('keydown', event => event.key === 'Enter' && event.preventDefault());
    this.tree.addEventListener('change', () => this.show());
    for (const group of this.querySelectorAll('[data-party-codes]')) {
      group.addEventListener('click', event => {
        event.preventDefault();
        const codes = new Set(group.dataset.partyCodes.split(' '));
        const boxes = this.boxes().filter(box => codes.has(box.value));
        const all = boxes.every(box => box.checked);
        boxes.forEach(box => { box.checked = !all; });
        this.show();
      });
    }
    this.filter();
    this.show();
  }

  boxes() {
    return [...this.tree.querySelectorAll('input[type=checkbox]')];
  }

  filter() {
    const words = fold(this.query.value);
    if (this.opened === undefined) this.opened = new Set([...this.tree.querySelectorAll('details[open]')]);
    const visit = (item, above) => {
      const hit = above || item.dataset.party.includes(words);
      let inside = false;
      for (const child of item.querySelectorAll(':scope > .vl-party-row > details > ul > li')) inside = visit(child, hit) || inside;
      item.hidden = words !== '' && !hit && !inside;
      const details = item.querySelector(':scope > .vl-party-row > details');
      if (details) details.open = words === '' ? this.opened.has(details) : inside && !above;
      return hit || inside;
    };
    let any = false;
    for (const item of this.tree.querySelectorAll(':scope > ul > li')) any = visit(item, words === '') || any;
    this.none ??= this.tree.appendChild(Object.assign(document.createElement('p'), { className: 'vl-subtle', textContent: this.dataset.none }));
    this.none.hidden = any;
  }

  show() {
    const kept = [...this.chosen.querySelectorAll('.vl-check')];
    const picked = this.boxes().filter(box => box.checked);
    this.sum.textContent = fill(this.dataset.picked, picked.length + kept.length);
    this.chosen.querySelectorAll('button').forEach(chip => chip.remove());
    for (const box of picked) {
      const name = box.labels[0].firstChild.textContent.trim();
      const chip = Object.assign(document.createElement('button'), { type: 'button', className: 'vl-chip', textContent: `${name} ×` });
      chip.setAttribute('aria-label', fill(this.dataset.remove, name));
      chip.addEventListener('click', () => {
        box.checked = false;
        this.show();
        this.query.focus();
      });
      this.chosen.append(chip);
    }
  }
}
customElements.define('vl-party', PartyPicker);
