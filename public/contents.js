// Marks in the contents of a long page where the reader is.
(() => {
  const links = [...document.querySelectorAll(".section-nav a")];
  const headings = [...new Set(links.map(({ hash }) => hash))].flatMap(
    (hash) => document.getElementById(hash.slice(1)) ?? [],
  );
  if (headings.length === 0 || !("IntersectionObserver" in window)) return;
  const keepInView = (link) => {
    const side = link.closest("aside");
    if (!side) return;
    const top = link.offsetTop;
    if (top < side.scrollTop || top + link.offsetHeight > side.scrollTop + side.clientHeight)
      side.scrollTop = top - side.clientHeight / 2;
  };
  const mark = (heading) => {
    for (const link of links) {
      const here = heading !== undefined && link.hash === `#${heading.id}`;
      if (here === link.hasAttribute("aria-current")) continue;
      if (here) {
        link.setAttribute("aria-current", "true");
        keepInView(link);
      } else link.removeAttribute("aria-current");
    }
  };
  const topOf = (heading) => heading.getBoundingClientRect().top;
  // The section being read is the last one that began above the middle of the window's upper half.
  const follow = () => mark(headings.findLast((heading) => topOf(heading) < innerHeight / 4));
  const observer = new IntersectionObserver(follow, { rootMargin: "0px 0px -75% 0px" });
  for (const heading of headings) observer.observe(heading);
  // The last sections may be too short to reach the top: one that was asked for counts where it is seen.
  addEventListener("hashchange", () => {
    const asked = headings.find(({ id }) => location.hash === `#${id}`);
    if (asked && topOf(asked) >= 0 && topOf(asked) < innerHeight) mark(asked);
  });
})();
