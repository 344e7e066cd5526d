// Passkeys need script by nature; without it (or without WebAuthn) the buttons stay hidden and the password is the way.
class Passkey extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector('button');
    if (!button || !window.PublicKeyCredential?.parseRequestOptionsFromJSON || !window.isSecureContext) return;
    this.hidden = false;
    button.addEventListener('click', event => {
      event.preventDefault();
      this.run(button);
    });
  }

  async run(button) {
    const form = this.closest('form');
    const status = this.querySelector('[role=status]');
    status.textContent = '';
    button.disabled = true;
    try {
      const credential = await (this.dataset.mode === 'create' ? this.create(form) : this.get(form));
      form.querySelector('[data-credential]').value = JSON.stringify(credential);
      form.requestSubmit();
    } catch {
      status.textContent = this.dataset.failed;
      button.disabled = false;
    }
  }

  async create(form) {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(await this.options(form));
    return navigator.credentials.create({ publicKey });
  }

  async get(form) {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(await this.options(form));
    return navigator.credentials.get({ publicKey });
  }

  async options(form) {
    const token = form.querySelector('input[name=__RequestVerificationToken]').value;
    const answer = await fetch(this.dataset.options, { method: 'POST', headers: { RequestVerificationToken: token } });
    if (!answer.ok) throw new Error(answer.status);
    return answer.json();
  }
}

customElements.define('vl-passkey', Passkey);
