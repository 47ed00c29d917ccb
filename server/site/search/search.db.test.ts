/** What search finds of a whole deployment, and that nothing restricted is in it. */
import { beforeAll, describe, expect, test } from "vitest";
import { makeAccount, makeContact, randomWord } from "@/prisma/factories";
import { useOwnDatabase } from "@/scripts/integration-database";
import { loadPack } from "@/server/content/load-pack";
import type { Pack } from "@/server/content/pack";
import { days, later, now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { search, searchIndex } from "@/server/site/search/search";
import { importRegister } from "@/server/subprocessors/register-import";

beforeAll(() => useOwnDatabase());

const shipped = { alphagen: await loadPack("content", "alphagen"), alai: await loadPack("content", "alai") };
const soon = () => later(now(), 1000);
const first = async (pack: Pack, locale: "en" | "nb", query: string) =>
  (await search(pack, { locale, query, most: 5 })).hits[0]?.section.href;

describe.each(["alphagen", "alai"] as const)("the index of %s", (name) => {
  const pack = shipped[name];
  beforeAll(() => importRegister(database(), pack));

  test("has every section of the pages by its anchor, once, in plain text", async () => {
    const sections = await searchIndex(pack, "en", soon());
    const hrefs = sections.map(({ href }) => href);
    for (const page of Object.values(pack.pages))
      for (const { id } of page.anchors)
        expect(hrefs.filter((href) => href === `${page.address}#${id}`)).toHaveLength(1);
    for (const { text } of sections) expect(text).not.toMatch(/\[#|<\/|\{\/\*|\*\*|\]\(/);
  });

  test("has each programme and each sub-processor", async () => {
    const hrefs = (await searchIndex(pack, "nb", soon())).map(({ href }) => href);
    for (const { id } of pack.programmes) expect(hrefs).toContain(`/nb/compliance#${id}`);
    for (const { id } of pack.subProcessors.list) expect(hrefs).toContain(`/nb/subprocessors#${id}`);
  });

  test("marks the publisher's words in a Norwegian index, and none in an English one", async () => {
    for (const section of await searchIndex(pack, "en", soon())) expect(section).not.toHaveProperty("lang");
    const norwegian = await searchIndex(pack, "nb", soon());
    expect(norwegian.find(({ href }) => href.startsWith("/nb/trust#"))).toMatchObject({ lang: "en", pageLang: "en" });
    expect(norwegian.find(({ href }) => href === "/nb/privacy#mail")).not.toHaveProperty("lang");
  });
});

test.each([
  ["en", "anthropic", "/subprocessors#anthropic"],
  ["en", "what cookies do you set", "/privacy"],
  ["en", "AES-256-GCM", "/trust#encryption"],
  ["nb", "personvern", "/nb/privacy"],
  ["en", "cookies", "/privacy"],
  ["nb", "informasjonskapsel", "/nb/privacy"],
  ["nb", "lagringstid", "/nb/privacy"],
] as const)("in %s, “%s” leads to %s", async (locale, query, href) => {
  expect(await first(shipped.alphagen, locale, query)).toContain(href.split("#")[0]);
});

// What people ask of a trust centre first leads to the section that is about it, not to the long table that names all.
test.each([
  ["alphagen", "backup", "/toms#deletion"],
  ["alphagen", "mfa", "/trust#authentication"],
  ["alphagen", "retention", "/privacy"],
  ["alphagen", "encryption", "/toms#encryption"],
  ["alphagen", "breach", "/toms#incidents"],
  ["alai", "backup", "/trust#backup"],
  ["alai", "mfa", "/toms#access-control"],
  ["alai", "retention", "/trust#retention"],
  ["alai", "encryption", "/trust#encryption"],
  ["alai", "breach", "/trust#incident-response"],
] as const)("of %s, “%s” leads to %s", async (name, query, href) => {
  expect(await first(shipped[name], "en", query)).toBe(href);
});

test("nothing of accounts, people or the pack's documents is in it", async () => {
  const { id, legalName } = await makeAccount();
  const name = `Person ${randomWord()}`;
  await makeContact(["reviewer"], { accountId: id, name });
  const title = `Restricted ${randomWord()}`;
  await database().document.create({
    data: { publisher: "alphagen", slug: randomWord(), title, description: title, class: "nda", source: "uploaded" },
  });
  const whole = JSON.stringify(await searchIndex(shipped.alphagen, "en", later(now(), days)));
  for (const secret of [legalName, name, title]) expect(whole).not.toContain(secret);
});
