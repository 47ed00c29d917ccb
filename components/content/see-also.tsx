import type { CrossReference } from "@/server/content/cross-references";
import type { ContentSurroundings } from "./content-components";

/** Where the measures that a section states are listed on another page. Says nothing where there are none. */
export function SeeAlso({
  references,
  around: { locale, words, href },
}: {
  references: readonly CrossReference[];
  around: Pick<ContentSurroundings, "locale" | "words" | "href">;
}) {
  if (references.length === 0) return null;
  const pages = [...new Set(references.map(({ page }) => page.title))];
  return (
    <>
      {pages.map((title) => (
        <p key={title} className="see-also" lang={locale}>
          {words.rich("content.seeAlso", { title, page: (words) => <span lang="en">{words}</span> })}{" "}
          {references
            .filter(({ page }) => page.title === title)
            .map(({ page, section }, index) => (
              <span key={section.id} lang="en">
                {index === 0 ? null : " · "}
                <a href={href(`${page.address}#${section.id}`)}>{section.title}</a>
              </span>
            ))}
        </p>
      ))}
    </>
  );
}
