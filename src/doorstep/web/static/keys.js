// Keys for those who never leave the keyboard, dropping files, copying a reply. Every page works without this file.
(() => {
  const typing = (one) => one.closest("input, textarea, select, [contenteditable]");
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.key === "Escape" && typing(event.target)) return event.target.blur();
    if (typing(event.target) || document.querySelector("dialog[open]")) return;
    if (event.key === "/") {
      event.preventDefault();
      return document.querySelector("input[type=search]")?.focus();
    }
    const found = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (found) {
      event.preventDefault();
      found.click();
    }
  });
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-dialog]");
    if (!opener) return;
    event.preventDefault();
    event.stopPropagation();
    document.getElementById(opener.dataset.dialog).showModal();
  }, true);
  document.addEventListener("change", (event) => {
    const all = event.target.closest("[data-all]");
    if (all) event.target.form.querySelectorAll("input[name=id]").forEach((one) => { one.checked = event.target.checked; });
  });
  for (const kind of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(kind, (event) => {
      const place = event.target.closest?.("[data-drop]");
      if (!place) return;
      event.preventDefault();
      place.classList.toggle("over", kind === "dragover");
      if (kind === "drop") place.querySelector("input[type=file]").files = event.dataTransfer.files;
    });
  }
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
    button.textContent = "copied";
  });
  // htmx leaves a page alone when an answer is no success; here such an answer is a page that says why
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.boosted && event.detail.xhr.status >= 400) event.detail.shouldSwap = true;
  });
  const show = () => {
    document.querySelectorAll("[data-copy]").forEach((one) => { one.hidden = !navigator.clipboard; });
    document.querySelectorAll("[data-all]").forEach((one) => { one.hidden = false; });
  };
  document.addEventListener("DOMContentLoaded", show);
  document.addEventListener("htmx:afterSettle", show);
})();
