/** docs/content-packs.md gives a whole pack: whoever copies it gets one that is sound. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { stages } from "@/server/content/facts-schema";
import { pageComponentNames } from "@/server/content/page-components";
import { problemLine } from "@/server/content/problems";
import { settingTexts } from "@/server/content/setting-text";
import { checkPack } from "./check-pack";

const guide = await readFile(join(import.meta.dirname, "../../docs/content-packs.md"), "utf8");

test("the smallest pack of the guide has no error, and warns of what it does not state", async () => {
  const root = await mkdtemp(join(tmpdir(), "guide-"));
  const files = [...guide.matchAll(/^```\w+ (content\/\S+)\n([\s\S]*?)^```$/gm)];
  expect(files).toHaveLength(9);
  for (const [, path = "", text = ""] of files) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  const found = await checkPack(join(root, "content"), "northlight", new Date("2026-11-22T12:00:00Z"));
  await rm(root, { recursive: true });
  expect(found.errors.map(problemLine)).toEqual([]);
  expect(found.warnings.map(({ what }) => what)).toEqual([
    "Registered address is not stated.",
    "Signing officer is not stated.",
  ]);
});

test("the guide names every component, setting and stage", () => {
  for (const name of pageComponentNames) expect(guide).toContain(`<${name}`);
  for (const name of Object.keys(settingTexts)) expect(guide).toContain(`\`${name}\``);
  for (const stage of stages) expect(guide).toContain(`\`${stage}\``);
});
