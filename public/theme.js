// Light or dark as the reader chose, kept in this browser. Loaded in the head, so it acts before the first paint.
(() => {
  const root = document.documentElement;
  const key = "theme";
  let kept = "";
  try {
    kept = localStorage.getItem(key) ?? "";
  } catch {
    // Storage is refused: the choice lasts for this page.
  }
  const apply = (choice) => {
    if (choice === "light" || choice === "dark") root.dataset.theme = choice;
    else delete root.dataset.theme;
  };
  apply(kept);
  root.dataset.canChooseTheme = "";
  const show = () => {
    for (const control of document.querySelectorAll("[data-theme-control]")) control.value = root.dataset.theme ?? "";
  };
  document.addEventListener("DOMContentLoaded", show);
  document.addEventListener("change", ({ target }) => {
    if (!target.matches("[data-theme-control]")) return;
    apply(target.value);
    show();
    try {
      localStorage.setItem(key, target.value);
    } catch {}
  });
})();
