import { Callout } from "@/components/ui/callout";
import type { Note } from "@/server/content/expansion";
import { InlineLines } from "./inline-text";

/** A note that stands out: that a page is a draft, or derived. */
export function NoteBlock({ tone, title, text, items }: Omit<Note, "kind">) {
  return (
    <Callout tone={tone} title={title}>
      <p>{text}</p>
      <ul>
        {items.map((item) => (
          <li key={item.map((part) => part.text).join()}>
            <InlineLines lines={item} />
          </li>
        ))}
      </ul>
    </Callout>
  );
}
