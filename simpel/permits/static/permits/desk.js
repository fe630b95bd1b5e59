/* Keys and small openings on the desk's pages. Everything here has a link that works without it. */
"use strict";
(() => {
  const go = (selector) => { const link = document.querySelector(selector); if (link) location.href = link.href; };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea, [contenteditable]")) return;
    if (event.key === "n") go("a[data-next-file]");
    else if (event.key === "d") go("a[data-next-document]");
  });

  /* "Kembalikan" opens its form on this page instead of asking for the page again. */
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-open]");
    const form = link && document.getElementById(link.dataset.open);
    if (!form) return;
    event.preventDefault();
    form.open = true;
    form.scrollIntoView({ block: "center" });
    const first = form.querySelector("select, textarea, input:not([type=hidden])");
    if (first) first.focus({ preventScroll: true });
  });
})();
