import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { SectionHeading } from "./section-heading";

const link = (locale: "en" | "nb") =>
  renderToStaticMarkup(
    <SectionHeading level={2} id="architecture" locale={locale}>
      Architecture <em>overview</em>
    </SectionHeading>,
  ).replace(/^.*<a /, "<a ");

test("the link to a section says its own words in the page's language and the title in that of the text", () => {
  expect(link("nb")).toContain('<span lang="nb">Lenke til avsnitt:</span> Architecture overview</span>');
  expect(link("en")).toContain("<span>Link to section:</span> Architecture overview</span>");
  for (const locale of ["en", "nb"] as const) expect(link(locale)).not.toMatch(/^<a [^>]*lang=/);
});
