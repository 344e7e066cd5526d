import { fill } from './text.js';
import { release } from './forms.js';

/** A file field: files can be dropped, too large ones are named before they are sent, and sending shows how far it is. */
class FileField extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector('input[type=file]');
    if (!this.input || this.ready) return;
    this.ready = true;
    this.note = Object.assign(document.createElement('p'), { className: 'vl-fault', hidden: true });
    this.note.setAttribute('role', 'alert');
    this.append(this.note);
    this.input.addEventListener('change', () => this.check());
    for (const type of ['dragenter', 'dragover']) this.addEventListener(type, event => { event.preventDefault(); this.dataset.over = ''; });
    for (const type of ['dragleave', 'drop']) this.addEventListener(type, () => delete this.dataset.over);
    this.addEventListener('drop', event => {
      event.preventDefault();
      if (event.dataTransfer.files.length) {
        this.input.files = event.dataTransfer.files;
        this.check();
      }
    });
    this.input.form?.addEventListener('submit', event => this.send(event));
  }

  check() {
    const max = Number(this.dataset.max || Infinity);
    const large = [...this.input.files].find(file => file.size > max);
    this.note.hidden = !large;
    this.note.textContent = large ? fill(this.dataset.tooLarge, large.name) : '';
    return !large;
  }

  send(event) {
    const form = this.input.form;
    if (event.defaultPrevented || !this.input.files.length) return;
    event.preventDefault();
    if (form.dataset.uploading) return;
    if (!this.check()) {
      release(form);
      return;
    }
    form.dataset.uploading = 'true';
    const data = new FormData(form, event.submitter);
    const box = document.createElement('div');
    box.className = 'vl-upload';
    const label = Object.assign(document.createElement('span'), { textContent: this.dataset.sending });
    label.setAttribute('role', 'status');
    const bar = document.createElement('progress');
    bar.setAttribute('aria-label', this.dataset.sending);
    box.append(label, bar);
    this.append(box);
    const request = new XMLHttpRequest();
    request.open('POST', form.action);
    request.setRequestHeader('X-VanLang-Upload', '1');
    request.upload.onprogress = sent => {
      bar.max = sent.total;
      bar.value = sent.loaded;
    };
    request.onload = () => {
      const next = request.getResponseHeader('Location');
      if (next && request.status < 300) {
        location.assign(next);
        return;
      }
      const answer = new DOMParser().parseFromString(request.responseText, 'text/html');
      const main = answer.querySelector('main');
      if (main) {
        document.querySelector('main').replaceWith(document.adoptNode(main));
        document.querySelector('.vl-error-summary')?.focus();
      } else {
        location.reload();
      }
    };
    request.onerror = () => {
      box.remove();
      delete form.dataset.uploading;
      release(form);
      form.submit();
    };
    request.send(data);
  }
}
customElements.define('vl-file', FileField);
