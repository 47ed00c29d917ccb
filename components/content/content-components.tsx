/**
 * The components that a content page may use, made for one page. Each draws what the page's view says it stands for, so
 * the page on the screen and its Markdown export cannot differ.
 */
import type { ComponentProps, ReactNode } from "react";
import { ProseTable } from "@/components/ui/prose-table";
import { SectionHeading } from "@/components/ui/section-heading";
import type { CrossReference } from "@/server/content/cross-references";
import type { Expansion } from "@/server/content/expansion";
import type { PageView } from "@/server/content/page-view";
import type { Locale } from "@/server/words/locale";
import { type Words, wordsIn } from "@/server/words/words";
import { FactTable } from "./fact-table";
import { FigureBlock } from "./figure-block";
import { InlineText } from "./inline-text";
import { NoteBlock } from "./note-block";
import { SeeAlso } from "./see-also";

/** The page that the text stands on: its language, and what other pages say to its sections. */
export interface ContentSurroundings {
  readonly locale: Locale;
  readonly words: Words;
  readonly href: (path: string) => string;
  /** By the anchor of a section. */
  readonly references: ReadonlyMap<string, readonly CrossReference[]>;
}

const plain: ContentSurroundings = {
  locale: "en",
  words: wordsIn("en"),
  href: (path) => path,
  references: new Map(),
};

/** For `renderPage`: Markdown's own elements and every listed component. */
export function contentComponents(view: PageView, around: ContentSurroundings = plain) {
  const listed = view.names.map((name) => {
    const Listed = (attributes: Readonly<Record<string, unknown>>) => draw(view.expand(name, attributes), around);
    return [name, Listed] as const;
  });
  return { ...markdownComponents(around), ...Object.fromEntries(listed) };
}

function markdownComponents(around: ContentSurroundings) {
  const { locale, href: inLanguage } = around;
  const heading = (level: 2 | 3 | 4) =>
    function Heading({ id, children }: ComponentProps<`h${typeof level}`>) {
      return (
        <>
          <SectionHeading level={level} id={id} locale={locale}>
            {children}
          </SectionHeading>
          <SeeAlso references={around.references.get(id ?? "") ?? []} around={around} />
        </>
      );
    };
  return {
    h2: heading(2),
    h3: heading(3),
    h4: heading(4),
    table: ProseTable,
    a: ({ href = "", children }: ComponentProps<"a">) => <a href={inLanguage(href)}>{children}</a>,
  };
}

function draw(expansion: Expansion, { href }: ContentSurroundings): ReactNode {
  switch (expansion.kind) {
    case "inline":
      return <InlineText line={expansion} href={href} />;
    case "table":
      return <FactTable table={expansion} href={href} />;
    case "note":
      return <NoteBlock note={expansion} href={href} />;
    case "figure":
      return <FigureBlock figure={expansion.figure} />;
  }
}
