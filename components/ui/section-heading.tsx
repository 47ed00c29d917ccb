import type { ReactNode } from "react";
import { textOf } from "./text-of";
import { VisuallyHidden } from "./visually-hidden";
import { type Locale, words } from "./words";

/**
 * A heading with an address of its own. Without an `id` it is a heading and no more. `locale`: of its link's words; the
 * title in them keeps the language of the text around it.
 */
export function SectionHeading({
  level,
  id,
  locale = "en",
  children,
}: {
  level: 2 | 3 | 4;
  id?: string;
  locale?: Locale;
  children?: ReactNode;
}) {
  const Heading = `h${level}` as const;
  if (id === undefined) return <Heading>{children}</Heading>;
  return (
    <div className="heading-row" data-level={level}>
      <Heading id={id}>{children}</Heading>
      <a className="heading-anchor" href={`#${id}`} data-copy-link="" data-copied-word={words[locale].copied}>
        <VisuallyHidden>
          <span lang={locale === "en" ? undefined : locale}>{words[locale].linkToSection}</span> {textOf(children)}
        </VisuallyHidden>
      </a>
    </div>
  );
}
