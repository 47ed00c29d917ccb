export interface MailPart {
  readonly text: string;
  /** Set where the text is an address of our own. */
  readonly href?: string;
}

const address = /https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]]/g;

/** Splits a message's text so that addresses of this deployment can be clicked; any other stays text. @param origin as `http://localhost:3000` */
export function mailParts(text: string, origin: string): MailPart[] {
  const parts: MailPart[] = [];
  let done = 0;
  for (const match of text.matchAll(address)) {
    const [found] = match;
    if (!URL.canParse(found) || new URL(found).origin !== origin || new URL(found).username !== "") continue;
    if (match.index > done) parts.push({ text: text.slice(done, match.index) });
    parts.push({ text: found, href: found });
    done = match.index + found.length;
  }
  if (done < text.length) parts.push({ text: text.slice(done) });
  return parts;
}
