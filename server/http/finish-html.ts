/**
 * Takes the framework's scripts out of a page. Sound because public pages render in one piece (no Suspense boundary) and
 * their forms post natively. What stays are plain files of public/, and data.
 */
export function finishHtml(html: Buffer): Buffer {
  const text = html
    .toString("utf8")
    .replace(/<script\b([^>]*)>[\s\S]*?<\/script>/g, (script, attributes: string) =>
      isPlainFile(attributes) ? script : "",
    )
    .replace(/<link\b[^>]*\b(as="script"|rel="modulepreload")[^>]*>/g, "")
    // A form without an action posts to its own page; an empty one, which React writes, is no valid address.
    .replace(/(<form\b[^>]*) action=""/g, "$1");
  return Buffer.from(text);
}

const isPlainFile = (attributes: string) =>
  /\bsrc="\/(?!_next\/)/.test(attributes) || /\btype="application\/ld\+json"/.test(attributes);
