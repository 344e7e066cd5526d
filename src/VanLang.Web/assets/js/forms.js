// A confirmation before what cannot be undone, and one submission a click. The server holds to both by itself: a destructive act has its own
// page or reason, and a token makes a double post one act.
document.addEventListener('submit', event => {
  const form = event.target;
  const question = event.submitter?.dataset.confirm;
  if (question && !confirm(question)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  if (!('once' in form.dataset)) return;
  if (form.dataset.sent) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  form.dataset.sent = 'true';
  // Not disabled: a disabled button would not be posted. Busy says the same to everyone.
  event.submitter?.setAttribute('aria-busy', 'true');
}, true);

// Back from the cache of the browser: the form may be sent again.
addEventListener('pageshow', () => document.querySelectorAll('form[data-sent]').forEach(form => {
  delete form.dataset.sent;
  form.querySelectorAll('[aria-busy]').forEach(button => button.removeAttribute('aria-busy'));
}));

// A link of the error summary leads into the field, not only to it.
document.addEventListener('click', event => {
  const link = event.target.closest?.('.vl-error-summary a');
  const field = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (field) {
    event.preventDefault();
    field.scrollIntoView({ block: 'center' });
    field.focus({ preventScroll: true });
  }
}, true);

const focusFaults = () => document.querySelector('.vl-error-summary')?.focus();
document.addEventListener('DOMContentLoaded', focusFaults);
export const release = form => {
  delete form.dataset.sent;
  form.querySelectorAll('[aria-busy]').forEach(button => button.removeAttribute('aria-busy'));
};
