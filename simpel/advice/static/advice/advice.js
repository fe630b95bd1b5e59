/* Copying the link and printing: both pages say the same without it. */
"use strict";
(() => {
  const offer = (root) => root.querySelectorAll("[data-copy], [data-print]").forEach((button) => {
    button.hidden = button.hasAttribute("data-copy") && !navigator.clipboard;
  });
  offer(document);
  document.addEventListener("htmx:afterSwap", (event) => offer(event.target));
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy], [data-print]");
    if (!button) return;
    if (button.hasAttribute("data-print")) { print(); return; }
    await navigator.clipboard.writeText(button.dataset.copy);
    button.querySelector("span").textContent = button.dataset.done;
  });
  /* A link to a question opens the fold it lies in. */
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#id_']");
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    for (let fold = field.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    const control = field.matches("fieldset, div") ? field.querySelector("input") : field;
    if (control) { event.preventDefault(); control.focus(); control.scrollIntoView({ block: "center" }); }
  });
})();
