/** Reads what a visitor reads out of a page's HTML: its sections, its words, the rows of its tables. */

/**
 * From the heading with this anchor to the next of its depth or above; "" is what comes before the first heading.
 * Null where there is no such heading.
 */
export function sectionOf(html: string, anchor: string): string | null {
  if (anchor === "") return html.split(/<h[234][ >]/)[0] ?? "";
  const found = new RegExp(`<h([234])(?: [^>]*)? id="${anchor}"[^>]*>`).exec(html);
  if (!found) return null;
  const rest = html.slice(found.index + found[0].length);
  const end = rest.search(new RegExp(`<h[2-${found[1]}][^>]* id=`));
  return end === -1 ? rest : rest.slice(0, end);
}

const entities: Record<string, string> = { "&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"', "&#x27;": "'" };

/** The words, with a space where a block begins or ends and every run of white space as one. */
export function textOf(html: string): string {
  return html
    .replace(/<(\/?(p|li|td|th|tr|dt|dd|h\d|div|figcaption|text|tspan|summary|caption)\b)[^>]*>/g, " ")
    .replace(/<[^>]+>/g, "")
    .replace(/&(lt|gt|amp|quot|#x27);/g, (entity) => entities[entity] ?? entity)
    .replace(/\s+/g, " ");
}

/** Each row as the words of its cells. */
export function rowsOf(html: string): string[][] {
  return [...html.matchAll(/<tr[ >].*?<\/tr>/gs)].map(([row]) =>
    [...row.matchAll(/<t[hd][ >].*?<\/t[hd]>/gs)].map(([cell]) => textOf(cell).trim()),
  );
}

/** Whether a section's HTML holds this text, or this row by its first cells. */
export function holds(section: string, fact: string, row: readonly string[] | null): boolean {
  if (row === null) return textOf(section).includes(fact);
  return rowsOf(section).some((cells) => row.every((cell, at) => cells[at] === cell));
}
