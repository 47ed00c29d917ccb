// The Search link, Ctrl-K (Cmd-K) or "/" opens the search; without this file the link leads to /search, which finds the same.
(() => {
  const { said, page, index } = document.currentScript.dataset;
  const words = JSON.parse(said);
  const mostShown = 8;
  let dialog;
  let input;
  let state;
  let list;
  let ranking;

  const make = (name, { attributes = {}, ...properties } = {}, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };

  /** Whether "/" opens the search (WCAG 2.2, 2.1.4). */
  const slash = (wanted) => {
    try {
      if (wanted !== undefined) localStorage.setItem("search-key", wanted ? "on" : "off");
      return localStorage.getItem("search-key") !== "off";
    } catch {
      return true;
    }
  };

  function build() {
    input = make("input", {
      id: "search-box",
      type: "search",
      name: "q",
      className: "field-input",
      maxLength: 200,
      autocomplete: "off",
    });
    state = make("p", { className: "search-state", attributes: { role: "status" } });
    list = make("ul", { className: "search-results" });
    const choice = make("input", { type: "checkbox", checked: slash() });
    choice.addEventListener("change", () => slash(choice.checked));
    const close = make("button", { type: "button", className: "search-close", textContent: words.close });
    close.addEventListener("click", () => dialog.close());
    dialog = make(
      "dialog",
      { className: "search-dialog", attributes: { "aria-label": words.label } },
      make(
        "form",
        { action: page, attributes: { role: "search" } },
        make("label", { htmlFor: "search-box", textContent: words.label }),
        close,
        input,
      ),
      state,
      list,
      make("label", { className: "search-key" }, choice, words.key),
    );
    dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close());
    dialog.addEventListener("keydown", walk);
    input.addEventListener("input", show);
    document.body.append(dialog);
  }

  async function load() {
    const [{ find, prepare, excerpt }, answer] = await Promise.all([import("/search-ranking.js"), fetch(index)]);
    const prepared = prepare(await answer.json());
    return { excerpt, find: (query) => find(prepared, query) };
  }

  async function open() {
    if (!dialog) build();
    if (!dialog.open) dialog.showModal();
    input.select();
    state.textContent = words.loading;
    ranking ??= load();
    try {
      await ranking;
    } catch {
      ranking = undefined;
      state.textContent = words.failed;
      return;
    }
    show();
  }

  async function show() {
    if (!ranking) return;
    const { find, excerpt } = await ranking;
    const query = input.value.trim();
    const found = query ? find(query) : [];
    const count = found.length === 1 ? words.one : words.many.replace("#", found.length);
    state.textContent = query ? (found.length ? count : words.none) : words.hint;
    list.replaceChildren(...found.slice(0, mostShown).map((each) => result(each, excerpt)));
    if (found.length <= mostShown) return;
    const href = `${page}?q=${encodeURIComponent(query)}`;
    list.append(make("li", {}, make("a", { href, textContent: words.all })));
  }

  function result({ section, words: hits }, excerpt) {
    const { href, page: title, pageLang, heading, text, lang } = section;
    const own = lang && { lang };
    const parts = excerpt(text, hits).map(([piece, hit]) => (hit ? make("mark", { textContent: piece }) : piece));
    const place =
      heading === title
        ? []
        : [make("span", { className: "search-place", ...(pageLang && { lang: pageLang }) }, title)];
    const name = make("span", { className: "search-heading", ...own }, heading);
    const link = make("a", { href }, name, ...place, make("span", { className: "search-excerpt", ...own }, ...parts));
    // It may lead to a section of this very page.
    link.addEventListener("click", () => dialog.close());
    return make("li", {}, link);
  }

  /** The arrow keys walk through box and results. */
  function walk(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const stops = [input, ...list.querySelectorAll("a")];
    stops[stops.indexOf(document.activeElement) + step]?.focus();
    event.preventDefault();
  }

  document.addEventListener("click", (event) => {
    if (
      event.ctrlKey ||
      event.metaKey ||
      event.shiftKey ||
      event.altKey ||
      !event.target.closest?.(`a[href="${page}"]`)
    )
      return;
    event.preventDefault();
    open();
  });
  document.addEventListener("keydown", (event) => {
    const { key, ctrlKey, metaKey, altKey, target } = event;
    const held = ctrlKey || metaKey;
    const typing = target.closest?.("input, textarea, select");
    if (altKey || (held ? key.toLowerCase() !== "k" : key !== "/" || typing || !slash())) return;
    event.preventDefault();
    open();
  });
  for (const link of document.querySelectorAll(`a[href="${page}"]`))
    link.setAttribute("aria-keyshortcuts", "Control+K Meta+K");
})();
