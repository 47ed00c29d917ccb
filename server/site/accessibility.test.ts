import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { lastMeasurement } from "@/server/site/accessibility";

const good = {
  measuredAt: "2026-11-22T20:00:00.000Z",
  tools: [{ name: "axe-core", version: "4.14.1" }],
  pages: 40,
  findings: 0,
  notMeasured: ["Screen readers"],
};

async function written(text: string): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), "measurement-")), "accessibility.json");
  await writeFile(file, text);
  return file;
}

test("what was measured is read back", async () => {
  expect(await lastMeasurement(await written(JSON.stringify(good)))).toEqual(good);
});

test("where there is no file nothing was measured", async () => {
  expect(await lastMeasurement(join(tmpdir(), "no", "such.json"))).toBeNull();
});

test.each([
  "",
  "{",
  JSON.stringify({ ...good, findings: -1 }),
  JSON.stringify({ ...good, tools: [] }),
  JSON.stringify({ ...good, measuredAt: "yesterday" }),
])("a damaged file claims nothing, and the log says so", async (text) => {
  const said = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  expect(await lastMeasurement(await written(text))).toBeNull();
  expect(String(said.mock.calls[0]?.[0])).toContain("accessibility.measurement-unreadable");
  said.mockRestore();
});
