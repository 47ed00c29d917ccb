import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { OwnWords } from "./own-words";

test("the publisher's words name their language on a page in another, and always keep their direction", () => {
  const shown = (locale: "en" | "nb") => renderToStaticMarkup(<OwnWords locale={locale}>شركة & Co</OwnWords>);
  expect(shown("en")).toBe('<span dir="auto">شركة &amp; Co</span>');
  expect(shown("nb")).toBe('<span lang="en" dir="auto">شركة &amp; Co</span>');
});
