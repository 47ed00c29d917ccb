import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { locales } from "@/server/words/locale";
import { wordsIn } from "@/server/words/words";
import { code } from "./reference";

it.each(locales)("a reference in a heading stands in one line, in %s", (locale) => {
  const title = wordsIn(locale).rich("objections.one", { reference: "OB-VXCT-9XK4", code });
  expect(renderToStaticMarkup(title)).toMatch(
    /^\w+ <span class="whitespace-nowrap" translate="no">OB-VXCT-9XK4<\/span>$/,
  );
});
