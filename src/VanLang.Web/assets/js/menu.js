// Menus made of <details>: Escape and a click elsewhere close them.
const open = () => document.querySelector('details[data-menu][open]');
document.addEventListener('click', event => {
  const menu = open();
  if (menu && !menu.contains(event.target)) menu.open = false;
});
document.addEventListener('keydown', event => {
  const menu = open();
  if (menu && event.key === 'Escape') {
    menu.open = false;
    menu.querySelector('summary').focus();
  }
});
