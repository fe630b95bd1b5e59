/* Small comforts. Every page works without them. */
"use strict";
(() => {
  const menus = () => document.querySelectorAll("details.s-pop[open]");

  document.addEventListener("click", (event) => {
    menus().forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      menus().forEach((menu) => { menu.open = false; menu.querySelector("summary").focus(); });
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea, [contenteditable]")) return;
    if (event.key === "/") {
      const search = document.querySelector("input[type=search]");
      if (search) { event.preventDefault(); search.focus(); }
    } else if (event.key === "j" || event.key === "k") {
      step(event.key === "j" ? 1 : -1);
    }
  });

  /* J and K walk the links of a list marked data-rows; Enter opens, as on any link. */
  function step(by) {
    const links = [...document.querySelectorAll("[data-rows] a.t")];
    const next = links[Math.min(Math.max(links.indexOf(document.activeElement) + by, 0), links.length - 1)];
    if (next) next.focus();
  }

  /* A second click on a sending button sends nothing twice. The server would refuse it anyway. */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || form.hasAttribute("hx-post")) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    form.setAttribute("aria-busy", "true");
    setTimeout(() => { delete form.dataset.sent; form.removeAttribute("aria-busy"); }, 8000);
  });
  addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => {
    delete form.dataset.sent;
    form.removeAttribute("aria-busy");
  }));

  /* Say what an error summary says: it gets the focus when a page or a fragment brings it. */
  const attend = (root) => { const said = root.querySelector("[data-focus]"); if (said) said.focus(); };
  addEventListener("DOMContentLoaded", () => attend(document));
  document.addEventListener("htmx:afterSwap", (event) => attend(event.target));

  /* Autosave: <p data-saving data-busy="Menyimpan…" data-failed="Belum tersimpan…">; the server's fragment says when it was saved. */
  const saving = (words) => document.querySelectorAll("[data-saving]").forEach((line) => {
    if (line.dataset[words]) line.textContent = line.dataset[words];
  });
  document.addEventListener("htmx:beforeRequest", (event) => { if (event.target.closest("[data-autosave]")) saving("busy"); });
  document.addEventListener("htmx:sendError", (event) => { if (event.target.closest("[data-autosave]")) saving("failed"); });
  document.addEventListener("htmx:responseError", (event) => { if (event.target.closest("[data-autosave]")) saving("failed"); });
})();
