/** OSV held against its schema's rules (OSSF, schema 1.7.5), written from the specification: no package of it is to be had. */
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { csafOf } from "@/server/advisories/csaf-of";
import { hostileTitles, madeHostile } from "@/server/advisories/testing/hostile";
import type { Advisory } from "@/server/content/advisories";
import { loadPack } from "@/server/content/load-pack";
import { osvDocument } from "./osv";

const timestamp = z.iso.datetime();
const version = z.string().min(1);
const Event = z.union([z.strictObject({ introduced: version }), z.strictObject({ fixed: version })]);
const Osv = z.strictObject({
  schema_version: z.literal("1.7.5"),
  id: z.string().regex(/^x_[A-Z]{4}-\d{4}-\w+$/),
  modified: timestamp,
  published: timestamp,
  aliases: z.array(z.string()).min(1).optional(),
  summary: z.string().min(1),
  details: z.string().min(1),
  severity: z
    .array(
      z.union([
        z.strictObject({ type: z.literal("CVSS_V3"), score: z.string().regex(/^CVSS:3\.[01]\//) }),
        z.strictObject({ type: z.literal("CVSS_V4"), score: z.string().regex(/^CVSS:4\.0\//) }),
      ]),
    )
    .min(1)
    .optional(),
  affected: z
    .array(
      z.strictObject({
        ranges: z
          .array(
            z.strictObject({
              type: z.literal("SEMVER"),
              events: z.array(Event).refine((events) => events.some((event) => "introduced" in event)),
            }),
          )
          .min(1)
          .optional(),
        versions: z.array(version).optional(),
        database_specific: z.record(z.string(), z.unknown()),
      }),
    )
    .min(1)
    .optional(),
  references: z.array(z.strictObject({ type: z.enum(["ADVISORY", "WEB"]), url: z.url() })).min(1),
  credits: z.array(z.strictObject({ name: z.string().min(1) })).optional(),
  database_specific: z.record(z.string(), z.unknown()),
});

const pageUrl = "https://trust.publisher.example/advisories/x";
const osvOf = (advisory: Advisory) => Osv.parse(JSON.parse(osvDocument(csafOf(advisory), { pageUrl })));
const demonstrations = (
  await Promise.all(["alphagen", "alai"].map((name) => loadPack("content", name, { demonstration: true })))
).flatMap(({ advisories }) => advisories);

describe("OSV", () => {
  test.each(demonstrations)("of $meta.id keeps to the schema, and says that it is a demonstration", (advisory) => {
    const read = osvOf(advisory);
    expect(read.id).toBe(`x_${advisory.meta.id}`);
    expect(read.summary).toMatch(/^Demonstration/);
    expect(read.database_specific).toMatchObject({ demonstration: true });
  });

  test.each(hostileTitles)("of hostile text keeps to the schema and keeps every character: %j", (text) => {
    for (const advisory of demonstrations) {
      const hostile = madeHostile(advisory, text);
      expect(osvOf(hostile).summary).toBe(hostile.meta.title);
    }
  });

  test("names what is affected from where to where", () => {
    const [read] = demonstrations.filter(({ meta }) => meta.id === "AGSA-2026-7F3K9Q").map(osvOf);
    expect(read?.affected?.[0]?.ranges?.[0]?.events).toEqual([{ introduced: "2.3.0" }, { fixed: "2.6.1" }]);
    expect(read?.modified).toBe("2026-09-22T10:30:00.000Z");
  });
});
