import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { SectionDifference } from "@/server/content/page-difference";
import type { Locale } from "@/server/words/locale";
import { wordsIn } from "@/server/words/words";
import { DifferenceView } from "./difference-view";

const same = (text: string) => ({ kind: "text" as const, runs: [{ change: "same" as const, text }] });

const sections: SectionDifference[] = [
  {
    id: "keys",
    title: [{ change: "same", text: "Keys" }],
    change: "changed",
    blocks: [
      same("First."),
      same("Second."),
      same("Third."),
      {
        kind: "text",
        runs: [
          { change: "same", text: "Every " },
          { change: "deleted", text: "30" },
          { change: "inserted", text: "<script>15</script>" },
          { change: "same", text: " days." },
        ],
      },
    ],
  },
  { id: "new", title: [{ change: "inserted", text: "New" }], change: "inserted", blocks: [] },
  { id: "old", title: [{ change: "same", text: "Old" }], change: "same", blocks: [same("Left out.")] },
];

function html(locale: Locale, shown = sections): string {
  const current = { locale, words: wordsIn(locale), href: (path: string) => path };
  return renderToStaticMarkup(<DifferenceView heading="From 1 to 2" sections={shown} current={current} />);
}

test("words that came and went are marked for the eye and told to a screen reader", () => {
  const page = html("en");
  expect(page).toMatch(/<del><span class="visually-hidden">.*?deleted: .*?30.*?end of deletion.*?<\/del>/);
  expect(page).toMatch(/<ins><span class="visually-hidden">.*?inserted: .*?15.*?end of insertion.*?<\/ins>/);
  expect(page).not.toContain("<script>");
  expect(page).toContain("2 sections differ; one is the same.");
});

test("passages that stayed are counted, but for those beside a change; unchanged sections are named alone", () => {
  const page = html("en");
  expect(page).toContain("2 passages unchanged");
  expect(page).toContain("Third.");
  for (const left of ["First.", "Second.", "Left out."]) expect(page).not.toContain(left);
  expect(page).toMatch(/Sections without a difference.*Old/);
});

test("a Norwegian page says it in Norwegian, and that the text is English", () => {
  const page = html("nb");
  expect(page).toContain('<span lang="nb">strøket: </span>');
  expect(page).toContain("2 avsnitt er ulike; ett er likt.");
  expect(page).toContain('lang="en"');
  expect(page).not.toMatch(/deleted|inserted|unchanged/);
});

test("two texts without a difference say so", () => {
  expect(html("en", sections.slice(2))).toContain("No section differs; one is the same.");
});
