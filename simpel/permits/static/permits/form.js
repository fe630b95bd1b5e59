// The applicant's form on top of plain HTML: marks what is wrong without moving the fingers, drops files, shows progress.
(() => {
  "use strict";
  const root = document.documentElement;
  root.classList.add("js");

  // Wrong answers of an autosave: the server sends them into #salah, here they go to their fields.
  function mark() {
    const told = document.getElementById("salah");
    const form = told && told.dataset.form ? document.getElementById(told.dataset.form) : null;
    if (!form) return;
    const wrong = new Map([...told.children].map((p) => [p.dataset.for, p.textContent]));
    form.querySelectorAll(".s-field").forEach((field) => settle(field, wrong));
  }

  function settle(field, wrong) {
    const control = field.matches("fieldset") ? field : field.querySelector("input, select, textarea");
    if (!control || !control.id) return;
    const id = control.id + "_error";
    const text = wrong.get(control.id);
    const help = document.getElementById(control.id + "_help") ? [control.id + "_help"] : [];
    const told = text ? [...help, id] : help;
    told.length ? control.setAttribute("aria-describedby", told.join(" ")) : control.removeAttribute("aria-describedby");
    document.getElementById(id)?.remove();
    field.classList.toggle("bad", Boolean(text));
    text ? control.setAttribute("aria-invalid", "true") : control.removeAttribute("aria-invalid");
    if (!text) return;
    const why = Object.assign(document.createElement("div"), { id, innerHTML: '<p class="why"><span></span></p>' });
    why.querySelector("span").textContent = text;
    field.append(why);
  }

  document.addEventListener("htmx:afterRequest", (event) => {
    const told = document.getElementById("salah");
    const form = event.detail.elt;
    if (told && form.matches("form.fill")) {
      told.dataset.form = form.id || (form.id = "f" + Math.random().toString(36).slice(2));
      mark();
    }
  });

  // What was unfolded in the panel stays unfolded when the panel is renewed.
  let unfolded = [];
  document.addEventListener("htmx:oobBeforeSwap", () => {
    unfolded = [...document.querySelectorAll("[data-fold][open]")].map((fold) => fold.dataset.fold);
  });
  document.addEventListener("htmx:oobAfterSwap", () => unfolded.forEach((name) => {
    document.querySelector(`[data-fold="${name}"]`)?.setAttribute("open", "");
  }));

  // A refusal stands on top of the page: bring whoever is typing further down to it.
  document.addEventListener("htmx:oobAfterSwap", (event) => {
    const said = event.detail.target.id === "penolakan" && event.detail.target.querySelector("[data-focus]");
    if (!said) return;
    said.focus({ preventScroll: true });
    said.scrollIntoView({ block: "center" });
  });

  // Searching and typing a new event are not answers of the application: they do not save it.
  document.addEventListener("change", (event) => {
    if (event.target.closest("[data-own]")) event.stopImmediatePropagation();
  }, true);

  // Sending a form waits for what is still being saved: it would carry an older version and be refused as stale.
  let waiting = null;
  document.addEventListener("submit", (event) => {
    if (event.target.matches(".put") || !document.querySelector(".htmx-request")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    waiting = { form: event.target, button: event.submitter };
  }, true);
  document.addEventListener("htmx:afterRequest", () => setTimeout(() => {
    if (!waiting || document.querySelector(".htmx-request")) return;
    const { form, button } = waiting;
    waiting = null;
    form.requestSubmit(button);
  }));

  // Signed out meanwhile: say so, keep what was typed, and save it once somebody has signed in again in another window.
  const cutOff = document.getElementById("terputus");
  let retried = false;

  document.addEventListener("htmx:responseError", async (event) => {
    if (!cutOff || ![401, 403].includes(event.detail.xhr.status)) return;
    waiting = null;
    const again = event.detail.xhr.status === 403 && !retried; // signed in anew elsewhere: only the form's key is old
    retried = true;
    if (again && await connected()) return;
    cutOff.hidden = false;
    cutOff.focus();
  });
  document.addEventListener("htmx:afterRequest", (event) => { if (event.detail.successful) retried = false; });
  addEventListener("focus", () => { if (cutOff && !cutOff.hidden) connected(); });

  // Whether the site knows us again. Then its new key goes into every form, and the step is saved.
  async function connected() {
    const page = new DOMParser().parseFromString(await (await fetch(location.pathname)).text(), "text/html");
    const key = page.querySelector("#langkah [name=csrfmiddlewaretoken]");
    if (!key) return false;
    document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((old) => { old.value = key.value; });
    document.body.setAttribute("hx-headers", page.body.getAttribute("hx-headers"));
    cutOff.hidden = true;
    document.querySelectorAll("form.fill").forEach((form) => window.htmx.trigger(form, "change"));
    return true;
  }

  // Documents.
  document.addEventListener("htmx:beforeSwap", (event) => {
    if ([413, 415].includes(event.detail.xhr.status)) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });

  function say(slot, text) {
    const why = slot.querySelector(".why");
    why.querySelector("span").textContent = text;
    why.hidden = !text;
  }

  document.addEventListener("htmx:confirm", (event) => {
    const put = event.target.closest("form.put");
    if (!put) return;
    const files = [...put.querySelectorAll("input[type=file]")].flatMap((input) => [...input.files]);
    if (!files.length) return event.preventDefault();
    const heavy = files.some((file) => file.size > Number(put.dataset.most));
    say(put.closest(".slot"), heavy ? put.dataset.tooLarge : "");
    if (heavy) {
      event.preventDefault();
      put.reset();
    }
  });

  document.addEventListener("htmx:xhr:progress", (event) => {
    const meter = event.target.closest?.(".slot")?.querySelector("progress");
    if (!meter || !event.detail.lengthComputable) return;
    meter.hidden = false;
    meter.value = event.detail.loaded / event.detail.total;
  });

  ["dragover", "dragleave", "drop"].forEach((kind) => document.addEventListener(kind, (event) => {
    const slot = event.target.closest?.(".slot");
    document.querySelectorAll(".slot.over").forEach((other) => other.classList.remove("over"));
    if (!slot) return;
    event.preventDefault();
    if (kind === "dragover") slot.classList.add("over");
    if (kind === "drop") take(slot, event.dataTransfer.files);
  }));

  function take(slot, files) {
    const input = slot.querySelector("input[type=file]");
    if (!input || !files.length) return;
    input.files = files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  // A slot that was just renewed keeps the place of the keyboard.
  document.addEventListener("htmx:load", (event) => {
    if (event.target.matches?.(".slot") && document.activeElement === document.body) {
      event.target.querySelector("input[type=file]")?.focus({ preventScroll: true });
    }
  });

  document.querySelectorAll("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });
  document.addEventListener("submit", (event) => {
    const asked = event.target.dataset?.ask;
    if (asked && !window.confirm(asked)) event.preventDefault();
  });
})();
