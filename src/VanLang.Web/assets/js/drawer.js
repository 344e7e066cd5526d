const reopened = 'vanlang-drawer';

/** Makes the drawer that the server rendered modal: focus stays inside, Escape and the veil follow the close link. */
class Drawer extends HTMLElement {
  connectedCallback() {
    const dialog = this.querySelector('dialog');
    if (!dialog) return;
    const close = dialog.querySelector('[data-drawer-close]');
    dialog.close();
    dialog.showModal();
    sessionStorage.setItem(reopened, location.pathname + location.search);
    dialog.addEventListener('cancel', event => {
      event.preventDefault();
      close.click();
    });
    dialog.addEventListener('pointerdown', event => {
      if (event.target === dialog && event.clientX < dialog.getBoundingClientRect().left) close.click();
    });
  }
}
customElements.define('vl-drawer', Drawer);

// After the list is back, the reader stands where they left: on the row that was open.
export const restoreFocus = () => {
  const left = sessionStorage.getItem(reopened);
  if (left && !document.querySelector('dialog.vl-drawer')) {
    sessionStorage.removeItem(reopened);
    [...document.querySelectorAll('a.vl-row-link')].find(a => a.pathname + a.search === left)?.focus();
  }
};
document.addEventListener('DOMContentLoaded', () => {
  restoreFocus();
  window.Blazor?.addEventListener?.('enhancedload', restoreFocus);
});
