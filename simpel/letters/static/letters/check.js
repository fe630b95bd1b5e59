/* The file stays here: its SHA-256 is worked out in the browser and only that is sent, with the code found in the file.
   Without this script the form sends the file itself. */
"use strict";
(() => {
  const CODE = /(?<![0-9A-Z])([0-9A-TV-Z]{4}-[0-9A-TV-Z]{4}-[0-9A-TV-Z]{5})(?![0-9A-Z])/;
  if (!window.crypto || !crypto.subtle) return;

  const hex = (buffer) => [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

  function add(form, name, value) {
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name, value });
    form.append(field);
  }

  async function send(form, file) {
    form.querySelector("[data-said]").textContent = form.dataset.busy;
    const bytes = await file.arrayBuffer();
    const found = new TextDecoder("latin1").decode(bytes).match(CODE);
    add(form, "sha256", hex(await crypto.subtle.digest("SHA-256", bytes)));
    add(form, "pointing_at", found ? found[1] : "");
    add(form, "name", file.name);
    form.querySelector("input[type=file]").disabled = true;
    form.enctype = "application/x-www-form-urlencoded";
    form.submit();
  }

  document.querySelectorAll("form[data-fingerprint]").forEach((form) => {
    const chosen = form.querySelector("input[type=file]");
    form.querySelectorAll("[data-plain]").forEach((part) => { part.hidden = true; });
    form.querySelector("[data-live]").hidden = false;
    form.querySelector("[data-choose]").className = "btn btn-primary";
    chosen.className = "visually-hidden";
    chosen.addEventListener("change", () => { if (chosen.files[0]) send(form, chosen.files[0]); });
    ["dragover", "dragleave", "drop"].forEach((kind) => form.addEventListener(kind, (event) => {
      event.preventDefault();
      form.classList.toggle("over", kind === "dragover");
      if (kind === "drop" && event.dataTransfer.files[0]) send(form, event.dataTransfer.files[0]);
    }));
  });
})();
