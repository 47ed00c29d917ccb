/**
 * The components that a content page may use, made for one page. Each draws what the page's view says it stands for, so
 * the page on the screen and its Markdown export cannot differ.
 */
import type { ReactNode } from "react";
import { proseComponents } from "@/components/ui/prose-components";
import type { Expansion } from "@/server/content/expansion";
import type { PageView } from "@/server/content/page-view";
import { FactTable } from "./fact-table";
import { FigureBlock } from "./figure-block";
import { InlineText } from "./inline-text";
import { NoteBlock } from "./note-block";

/** For `renderPage`: Markdown's own elements and every listed component. */
export function contentComponents(view: PageView) {
  const listed = view.names.map((name) => {
    const Listed = (attributes: Readonly<Record<string, unknown>>) => draw(view.expand(name, attributes));
    return [name, Listed] as const;
  });
  return { ...proseComponents, ...Object.fromEntries(listed) };
}

function draw(expansion: Expansion): ReactNode {
  switch (expansion.kind) {
    case "inline":
      return <InlineText {...expansion} />;
    case "table":
      return <FactTable {...expansion} />;
    case "note":
      return <NoteBlock {...expansion} />;
    case "figure":
      return <FigureBlock {...expansion} />;
  }
}
