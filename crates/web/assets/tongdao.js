// Everything works without this file; it only makes some things quicker.
const saving = new Map();
const all = (selector, root = document) => root.querySelectorAll(selector);

// Buttons that need script are sent hidden.
for (const button of all("[data-copy]")) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  const label = button.getAttribute("aria-label");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
    } catch {
      return;
    }
    const use = button.querySelector("use");
    const icon = use?.getAttribute("href");
    use?.setAttribute("href", icon.replace(/#.*/, "#i-check"));
    button.setAttribute("aria-label", button.dataset.done || label);
    setTimeout(() => {
      use?.setAttribute("href", icon);
      button.setAttribute("aria-label", label);
    }, 2000);
  });
}

for (const button of all("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// The error summary comes first, also for those who do not see it.
document.querySelector("[data-focus]")?.focus();

// Menus close on Escape and on a click elsewhere.
const closeMenus = (except) => {
  for (const menu of all("details.dd[open]")) if (menu !== except) menu.open = false;
};
addEventListener("click", (event) => closeMenus(event.target.closest("details.dd")));
// Storage may be forbidden.
const silent = () => { try { return localStorage.keys === "off"; } catch {} };
// "g" and a letter soon after it lead to a page.
let until = 0;
addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    const menu = document.querySelector("details.dd[open]");
    closeMenus();
    menu?.querySelector("summary").focus();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input,textarea,select") || silent()) return;
  const { key, timeStamp } = event;
  const to = { "/": ".search input", "?": "[data-help]" }[key];
  const place = document.querySelector(timeStamp < until ? `[data-go="${CSS.escape(key)}"]` : to || "none");
  until = key === "g" ? timeStamp + 1500 : 0;
  if (!place) return;
  event.preventDefault();
  place[key === "/" ? "focus" : "click"]();
});
// Single keys can be turned off.
const keys = document.querySelector("[data-keys]");
if (keys) {
  keys.closest("[hidden]").hidden = false;
  keys.checked = !silent();
  keys.addEventListener("change", () => (localStorage.keys = keys.checked ? "on" : "off"));
}

// One press, one request; the server's idempotency key is what really protects.
// (getAttribute, because a field may be called "method")
addEventListener("submit", (event) => {
  const form = event.target;
  if (form.getAttribute("method") !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) return event.preventDefault();
  if (saving.has(form)) {
    // A draft on its way would change the lock version under this request.
    event.preventDefault();
    const { submitter } = event;
    saving.get(form).then(() => form.requestSubmit(submitter));
    return;
  }
  form.dataset.sent = "1";
  event.submitter?.setAttribute("aria-busy", "true");
});
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of all("form[data-sent]")) delete form.dataset.sent;
  for (const busy of all("button[aria-busy]")) busy.removeAttribute("aria-busy");
});

// Pages that show progress come again by themselves, but not under somebody who is reading with the
// keyboard, has opened something or has marked a text.
const refresh = Number(document.documentElement.dataset.refresh);
if (refresh) {
  setInterval(() => {
    const idle = document.activeElement === document.body && getSelection().isCollapsed;
    if (idle && !document.hidden && !document.querySelector("details[open]")) location.reload();
  }, refresh * 1000);
}

// Counters follow typing.
for (const counter of all("[data-count]")) {
  const field = document.getElementById(counter.dataset.count);
  field?.addEventListener("input", () => {
    counter.textContent = `${[...field.value].length} / ${field.maxLength}`;
  });
}

// Words that appear between pressing and letting go would move the button away from under the finger.
let pressed = null;
addEventListener("pointerdown", () => {
  pressed = new Promise((release) => {
    for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => setTimeout(release), { once: true });
    setTimeout(release, 5000);
  });
}, true);

// Drafts save themselves when a field is left: the whole form without its files goes to
// data-autosave. The answer says when that was, for data-saved, and holds the fields as they would
// stand on the page now: messages at those that were changed or answered give way to theirs.
for (const form of all("form[data-autosave]")) {
  const note = document.querySelector(form.dataset.note || "[data-saved]");
  const changed = new Set();
  let last = null;
  let again = false;
  const body = () => {
    const values = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (typeof value === "string" && name !== "password") values.append(name, value);
    }
    return values.toString();
  };
  last = body();
  const tell = (name, page) => {
    const [old, fresh] = [form, page].map((root) => root.querySelector(`[name="${CSS.escape(name)}"]`));
    if (!old || !fresh) return;
    const [place, source] = [old, fresh].map((field) => field.closest(".field,fieldset"));
    const [before, words] = [place, source].map((field) => field.querySelector(".msgs"));
    // What stands there already is not read out once more.
    if (before?.textContent === words?.textContent) return;
    for (const fact of ["aria-invalid", "aria-describedby"]) {
      const value = fresh.getAttribute(fact);
      value ? old.setAttribute(fact, value) : old.removeAttribute(fact);
    }
    before?.remove();
    words?.setAttribute("role", "alert");
    if (words) place.append(words);
  };
  const send = async (now) => {
    try {
      const answer = await fetch(form.dataset.autosave, {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: now,
        keepalive: now.length < 60000,
      });
      if (!answer.ok || answer.redirected) throw answer;
      last = now;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (note) note.textContent = page.querySelector("p")?.textContent || note.dataset.saved;
      await pressed;
      // What nobody has touched or answered yet is not called missing.
      const sent = new URLSearchParams(now);
      for (const name of new Set([...changed, ...sent.keys()])) {
        if (changed.has(name) || sent.get(name)) tell(name, page);
      }
    } catch {
      if (note) note.textContent = note.dataset.failed;
    }
  };
  const save = async () => {
    const now = body();
    if (form.dataset.sent || now === last) return;
    if (saving.has(form)) {
      again = true;
      return;
    }
    saving.set(form, send(now));
    await saving.get(form);
    saving.delete(form);
    if (again) {
      again = false;
      save();
    }
  };
  form.addEventListener("focusout", save);
  form.addEventListener("change", (event) => {
    changed.add(event.target.name);
    save();
  });
  addEventListener("pagehide", save);
}
