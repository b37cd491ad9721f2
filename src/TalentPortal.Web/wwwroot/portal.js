// Comforts only: every page works without this file.

// Menus (details.menu) close when something else is clicked, and with Escape.
document.addEventListener('click', event => {
  for (const menu of document.querySelectorAll('details.menu[open]')) {
    if (!menu.contains(event.target)) {
      menu.open = false;
    }
  }
});
document.addEventListener('keydown', event => {
  const menu = event.key === 'Escape' && document.querySelector('details.menu[open]');
  if (menu) {
    menu.open = false;
    menu.querySelector('summary').focus();
  }
});

// Buttons that name a key (data-key) are pressed by it, unless somebody is typing.
document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.target.closest?.('input, select, textarea, [contenteditable]')) {
    return;
  }
  const button = [...document.querySelectorAll('button[data-key]')].find(b => b.dataset.key === event.key.toLowerCase());
  if (button) {
    event.preventDefault();
    button.click();
  }
});

// A page is patched in place, when it is live or when a link leads to the next one. The same address: an open menu stays open.
// Another page: menus close, and whoever listens or uses the keyboard starts at its title.
const opened = new Set();
let address = location.href;
let page = location.pathname;
document.addEventListener('toggle', event => {
  if (event.target.matches?.('details.menu[id]')) {
    event.target.open ? opened.add(event.target.id) : opened.delete(event.target.id);
  }
}, true);
const afterUpdate = () => {
  if (address === location.href) {
    for (const id of opened) {
      document.getElementById(id)?.setAttribute('open', '');
    }
    return;
  }
  opened.clear();
  address = location.href;
  if (page !== location.pathname) {
    page = location.pathname;
    const title = document.querySelector('h1');
    title?.setAttribute('tabindex', '-1');
    title?.focus({ preventScroll: true });
  }
};
window.Blazor?.addEventListener('enhancedload', afterUpdate);

// The client script scrolls to an anchor but leaves the focus where it was: the next Tab should go on from the content.
document.addEventListener('click', event => {
  if (event.target.closest?.('a.skip')) {
    document.getElementById('content')?.focus();
  }
});

// The connection is gone for good: only a fresh page helps.
document.addEventListener('click', event => {
  if (event.target.closest('[data-reload]')) {
    location.reload();
  }
});

// A file may be dropped on the field that asks for it.
for (const [kind, over] of [['dragover', true], ['dragleave', false], ['drop', false]]) {
  document.addEventListener(kind, event => {
    const field = event.target.closest?.('.drop');
    if (!field) {
      return;
    }
    event.preventDefault();
    field.classList.toggle('over', over);
    const input = field.querySelector('input[type=file]');
    if (kind === 'drop' && input && event.dataTransfer.files.length > 0) {
      input.files = event.dataTransfer.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    }
  });
}

// A file is sent with a bar that moves. What sends it is fetched when it is needed; where that fails, the browser sends the form itself.
document.addEventListener('submit', event => {
  const form = event.target;
  if (form.dataset?.upload && !event.defaultPrevented) {
    event.preventDefault();
    import(new URL(form.dataset.upload, document.baseURI)).then(sender => sender.send(form), () => form.submit());
  }
});

// A form that names a place (data-live) is asked again while it is being filled in, and what it would answer is put there. Its button does the same.
let pause;
let asking;
document.addEventListener('input', event => {
  const form = event.target.form;
  const place = form?.dataset.live && !event.target.matches('textarea') && document.getElementById(form.dataset.live);
  if (!place) {
    return;
  }
  clearTimeout(pause);
  asking?.abort();
  pause = setTimeout(async () => {
    const mine = asking = new AbortController();
    const said = new FormData(form);
    said.set('do', 'try');
    place.setAttribute('aria-busy', 'true');
    try {
      const answer = await fetch(location.href, { method: 'POST', body: said, signal: mine.signal });
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      if (answer.ok) {
        place.replaceChildren(...page.getElementById(place.id)?.childNodes ?? []);
      }
    } catch {
      // Asked again meanwhile, or no connection: what stands there stays.
    }
    if (mine === asking) {
      place.removeAttribute('aria-busy');
    }
  }, 500);
});

// The box that finds (data-find): Ctrl+K leads to it, what it finds is shown below it while somebody types, the arrows walk through it. Its form does the same on a page of its own.
const box = () => document.querySelector('form[data-find] input[type=search]');
const pop = () => document.getElementById('found-pop');
let finding;
let findLater;
const closeFound = () => {
  clearTimeout(findLater);
  finding?.abort();
  if (pop()) {
    pop().hidden = true;
  }
};
document.addEventListener('keydown', event => {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k' && box()) {
    event.preventDefault();
    box().focus();
    box().select();
    return;
  }
  const form = event.target.closest?.('form[data-find]');
  if (!form) {
    return;
  }
  if (event.key === 'Escape' && !pop().hidden) {
    event.preventDefault();
    closeFound();
    box().focus();
  } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && !pop().hidden) {
    const stops = [box(), ...pop().querySelectorAll('a')];
    const next = stops.indexOf(event.target) + (event.key === 'ArrowDown' ? 1 : -1);
    event.preventDefault();
    stops[Math.min(Math.max(next, 0), stops.length - 1)].focus();
  }
});
document.addEventListener('input', event => {
  const form = event.target.closest?.('form[data-find]');
  if (!form) {
    return;
  }
  closeFound();
  const text = event.target.value.trim();
  if (text.length < 2) {
    return;
  }
  findLater = setTimeout(async () => {
    const mine = finding = new AbortController();
    try {
      const answer = await fetch(`${form.action}?q=${encodeURIComponent(text)}`, { signal: mine.signal });
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const found = page.getElementById(form.dataset.find);
      if (answer.ok && found) {
        pop().replaceChildren(...found.childNodes);
        pop().hidden = false;
      }
    } catch {
      // Something else is looked for meanwhile, or there is no connection: Enter still leads to the page.
    }
  }, 200);
});
for (const kind of ['click', 'focusin']) {
  document.addEventListener(kind, event => {
    if (pop() && !pop().hidden && (!event.target.closest?.('form[data-find]') || (kind === 'click' && event.target.closest('a')))) {
      closeFound();
    }
  });
}
