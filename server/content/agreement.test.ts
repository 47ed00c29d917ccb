import fc from "fast-check";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { PlaceholderProblem, plainLine, renderAgreement } from "./agreement";
import { agreementHtml } from "./agreement-html";

const html = (name: string, text = "Signed by {{signatory.name}}.") =>
  renderToStaticMarkup(agreementHtml(renderAgreement(text, { "signatory.name": name })));

const escaped = (text: string) =>
  text.replace(/[&<>"']/g, (sign) => `&${{ "&": "amp", "<": "lt", ">": "gt", '"': "quot", "'": "#x27" }[sign]};`);

test.each([
  "[x](http://evil.example)",
  "<b>Bold</b>",
  "<script>alert(1)</script>",
  "![x](https://evil.example/x.png)",
  "www.evil.example",
  "https://evil.example/a?b=c",
  "somebody@evil.example",
  "<https://evil.example>",
  "**Bank** _of_ `code` ~~no~~",
  "{{governingLaw}}",
  "&lt;b&gt;",
  "a | b",
  "Żółć Ωμέγα شركة 王小明",
  "O’Brien & Søn (1990) [1]",
  "[^1]",
  "\\[x\\]",
])("the name %s stays text", (name) => {
  expect(html(name)).toBe(`<p>Signed by ${escaped(name)}.</p>`);
});

test.each(["# A", "1. A", "1) A", "- A", "+ A", "> A", "= A", "--- ", "```", "| a |", "    code", "~~~"])(
  "a line that begins with the name %j begins no block",
  (name) => {
    expect(html(name, "{{signatory.name}}")).toBe(`<p>${escaped(plainLine(name))}</p>`);
  },
);

test("any name reads as its own words, at a line's beginning and inside it", () => {
  const printable = fc.string({ unit: "grapheme" }).filter((name) => plainLine(name) !== "");
  const markup = fc
    .array(fc.constantFrom(..."[]()<>*_`~#!|\\&:/.@-+=1aé \n{}^'\"".split(""), "http://", "www."), { minLength: 1 })
    .map((parts) => parts.join(""))
    .filter((name) => plainLine(name) !== "");
  fc.assert(
    fc.property(fc.oneof(printable, markup), (name) => {
      expect(html(name, "{{signatory.name}}")).toBe(`<p>${escaped(plainLine(name))}</p>`);
      expect(html(name, "For {{signatory.name}}, x")).toBe(`<p>For ${escaped(plainLine(name))}, x</p>`);
    }),
    { numRuns: 1000 },
  );
});

test("line breaks and direction overrides in a name do not reshape the text", () => {
  expect(html("Ann\n\n# Owner\u202e\u0000Bob")).toBe("<p>Signed by Ann # Owner Bob.</p>");
});

test("an unknown placeholder, a missing value and an empty one are refused", () => {
  expect(() => renderAgreement("{{customer.vat}}", {})).toThrow(PlaceholderProblem);
  expect(() => renderAgreement("{{signatory.name}}", {})).toThrow("{{signatory.name}} has no value.");
  expect(() => renderAgreement("{{signatory.name}}", { "signatory.name": " \n\u200f" })).toThrow("has no value");
  expect(() => renderAgreement("{{toString}}", {})).toThrow(PlaceholderProblem);
});

test("the text itself gives headings, lists and emphasis, but no link, picture or HTML", () => {
  const text =
    "# T\n\n1. **a** [b](https://x.example)\n\n<img src=x onerror=y>\n\n![c](d.png)\n\n| e |\n|---|\n| f |\n";
  const shown = renderToStaticMarkup(agreementHtml(text));
  expect(shown).toContain("<h2>T</h2>");
  expect(shown).toContain("<strong>a</strong> [b](https://x.example)");
  expect(shown).toContain("<td>f</td>");
  expect(shown).toContain("&lt;img src=x");
  expect(shown).not.toMatch(/<(a|img|script)\b/);
});
