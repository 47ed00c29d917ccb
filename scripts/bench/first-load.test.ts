import { expect, test } from "vitest";
import { partsOf } from "./first-load";

test("style, preloaded face, mark, scripts and pictures count, each once; a link to a page does not", () => {
  const html = `<link rel="stylesheet" href="/a.css"/><link rel="preload" as="font" href="/f.woff2"/>
    <link rel="icon" href="/mark.svg"/><link rel="canonical" href="/trust"/><link rel="alternate" href="/nb/trust"/>
    <script src="/theme.js"></script><script src="/theme.js" defer=""></script><script type="application/ld+json">{}</script>
    <img alt="" src="/picture.png"/><a href="/toms">Measures</a>`;
  expect(partsOf(html)).toEqual(["/a.css", "/f.woff2", "/mark.svg", "/theme.js", "/picture.png"]);
});
