// Copies a section's address or a value, says so to a screen reader, and shows it for two seconds.
(() => {
  if (!navigator.clipboard) return;
  document.documentElement.dataset.canCopy = "";
  let voice;
  const say = (words) => {
    if (!voice) {
      voice = document.createElement("p");
      voice.className = "visually-hidden";
      voice.setAttribute("role", "status");
      document.body.append(voice);
    }
    voice.textContent = "";
    // A live region is read when it changes after it was there.
    setTimeout(() => {
      voice.textContent = words;
    }, 100);
  };
  document.addEventListener("click", async ({ target }) => {
    const source = target.closest?.("[data-copy], [data-copy-link]");
    if (!source) return;
    try {
      await navigator.clipboard.writeText(source.dataset.copy ?? source.href);
    } catch {
      return;
    }
    source.dataset.copied = "";
    say(source.dataset.copiedWord ?? "");
    setTimeout(() => {
      delete source.dataset.copied;
    }, 2000);
  });
})();
