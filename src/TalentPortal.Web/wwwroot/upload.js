// Sends the upload form with a bar that moves, a way to stop, and nothing lost when the network is. The form works without this file.
// The form carries the id of its operation: sent again after a lost answer, it ends in the same roster.

const text = (form, name, ...values) => values.reduce((said, value, i) => said.replace(`{${i}}`, value), form.dataset[name]);
const megabytes = bytes => (bytes / 1048576).toLocaleString(document.documentElement.lang, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** @param {HTMLFormElement} form */
export function send(form) {
  const part = name => form.querySelector(`[data-${name}]`);
  const bar = form.querySelector('progress');
  const request = new XMLHttpRequest();
  const stop = () => request.abort();
  const leave = event => event.preventDefault();
  const say = words => {
    if (part('said').textContent !== words) {
      part('said').textContent = words;
    }
  };
  const ready = words => {
    part('stop').hidden = true;
    part('stop').removeEventListener('click', stop);
    removeEventListener('beforeunload', leave);
    part('send').disabled = false;
    bar.hidden = true;
    if (words) {
      say(words);
      part('send').textContent = form.dataset.again;
      part('send').focus();
    } else {
      part('sending').hidden = true;
    }
  };

  request.open('POST', form.action);
  request.upload.addEventListener('progress', event => {
    if (!event.lengthComputable) {
      return;
    }
    bar.max = event.total;
    bar.value = event.loaded;
    // In tenths, so that a reader that speaks is not told every packet.
    const tenth = Math.floor((event.loaded / event.total) * 10) / 10;
    say(text(form, 'sent', megabytes(tenth * event.total), megabytes(event.total)));
  });
  request.upload.addEventListener('load', () => {
    bar.removeAttribute('value');
    part('stop').hidden = true; // what the server has, it keeps
    say(form.dataset.storing);
  });
  request.addEventListener('error', () => ready(form.dataset.lost));
  request.addEventListener('abort', () => ready(form.dataset.stopped));
  request.addEventListener('load', () => {
    if (request.status !== 200) {
      ready(text(form, 'failed', request.status));
    } else if (new URL(request.responseURL).searchParams.has('refused')) {
      ready();
      refuse(form, request.responseText);
    } else {
      removeEventListener('beforeunload', leave);
      location.assign(request.responseURL);
    }
  });

  refuse(form, '');
  bar.hidden = false;
  bar.value = 0;
  part('sending').hidden = false;
  part('stop').hidden = false;
  part('stop').addEventListener('click', stop);
  part('send').disabled = true;
  addEventListener('beforeunload', leave);
  request.send(new FormData(form));
}

/** What the server refused, in the page that still holds the file and what was pasted. */
function refuse(form, page) {
  const answer = new DOMParser().parseFromString(page, 'text/html').querySelector('form[data-upload]');
  form.querySelectorAll('.field-error').forEach(old => old.remove());
  form.querySelectorAll('[aria-invalid]').forEach(field => field.removeAttribute('aria-invalid'));
  form.querySelector('[data-errors]').replaceChildren(...[...(answer?.querySelector('[data-errors]')?.childNodes ?? [])].map(node => document.importNode(node, true)));
  for (const error of answer?.querySelectorAll('.field-error') ?? []) {
    const field = document.getElementById(error.id.replace(/-error$/, ''));
    if (field) {
      field.setAttribute('aria-invalid', 'true');
      field.setAttribute('aria-describedby', answer.querySelector(`#${CSS.escape(field.id)}`)?.getAttribute('aria-describedby') ?? error.id);
      field.closest('details')?.setAttribute('open', '');
      (field.closest('.drop') ?? field).before(document.importNode(error, true));
    }
  }
  form.querySelector('.error-summary')?.focus();
}
