/** XML, written: an element's children are markup already, and a text becomes such through `text` alone. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | undefined>>,
  ...children: readonly string[]
): string {
  const written = Object.entries(attributes)
    .flatMap(([attribute, value]) => (value === undefined ? [] : [` ${attribute}="${text(value)}"`]))
    .join("");
  return children.length === 0 ? `<${name}${written}/>` : `<${name}${written}>${children.join("")}</${name}>`;
}

/** Content or a quoted attribute. What XML cannot hold at all is taken out before (feed-text.ts). */
export const text = (given: string): string =>
  given.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** @param stylesheet of CSS, for a browser (W3C xml-stylesheet) */
export function xmlDocument(root: string, stylesheet: string | undefined): string {
  const style = stylesheet === undefined ? "" : `<?xml-stylesheet type="text/css" href="${text(stylesheet)}"?>\n`;
  return `<?xml version="1.0" encoding="utf-8"?>\n${style}${root}\n`;
}
