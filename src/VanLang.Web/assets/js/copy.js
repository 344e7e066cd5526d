class Copy extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector('button');
    if (!button || !navigator.clipboard) return;
    button.hidden = false;
    button.onclick = async () => {
      await navigator.clipboard.writeText(this.querySelector('code').textContent);
      const label = button.querySelector('span');
      const before = label ? label.textContent : button.getAttribute('aria-label');
      const say = text => label ? (label.textContent = text) : button.setAttribute('aria-label', text);
      say(this.dataset.done);
      setTimeout(() => say(before), 2000);
    };
  }
}
customElements.define('vl-copy', Copy);
