import { Callout } from "@/components/ui/callout";
import type { Note } from "@/server/content/expansion";
import { InlineLines } from "./inline-text";

/** A note that stands out: that a page is a draft, or derived. */
export function NoteBlock({
  note: { tone, title, text, items },
  href,
}: {
  note: Omit<Note, "kind">;
  href: (path: string) => string;
}) {
  return (
    <Callout tone={tone} title={title}>
      <p>{text}</p>
      <ul>
        {items.map((item) => (
          <li key={item.map((part) => part.text).join()}>
            <InlineLines lines={item} href={href} />
          </li>
        ))}
      </ul>
    </Callout>
  );
}
