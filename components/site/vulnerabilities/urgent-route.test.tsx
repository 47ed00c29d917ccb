import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Urgent } from "@/components/site/home/urgent";
import { loadPack } from "@/server/content/load-pack";
import { localHref } from "@/server/words/locale";
import { wordsIn } from "@/server/words/words";
import { UrgentRoute } from "./urgent-route";

const languages = (["en", "nb"] as const).map((locale) => ({
  ...{ locale, words: wordsIn(locale), href: (path: string) => localHref(locale, path) },
}));
const packs = await Promise.all(["alphagen", "alai"].map((name) => loadPack("content", name)));

test.each(languages)("the start page and the form lead to an answer, never in a circle ($locale)", (current) => {
  for (const { name, publisher } of packs) {
    const stated = publisher.contacts.incidents.mail !== null;
    const start = renderToStaticMarkup(<Urgent publisher={publisher} current={current} />);
    const form = renderToStaticMarkup(<UrgentRoute stated={stated} current={current} />);
    expect(start, name).toContain('id="urgent"');
    expect(start.includes("mailto:"), name).toBe(stated);
    expect(start.includes("/report-a-vulnerability"), name).toBe(!stated);
    expect(form.includes(`href="${current.href("/")}#urgent"`), name).toBe(stated);
    expect(form.includes("href"), name).toBe(stated);
    expect(form, name).toMatch(stated ? /urgent|hastekontakt/ : /your contract|kontrakten din/);
  }
});
