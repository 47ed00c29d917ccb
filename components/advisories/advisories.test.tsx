import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it, vi } from "vitest";
import type { Tlp } from "@/server/content/advisory-schema";
import { currentIn } from "@/server/words/testing/current";
import { FeedFormats, FeedTable } from "./feed-table";
import { TlpNote } from "./tlp-note";

vi.mock("@/server/advisories/private-feeds/actions", () => ({ revokeFeedAddress: vi.fn() }));

const moment = new Date("2027-02-01T09:00:00Z");
const note = (tlp: Tlp, embargoUntil: Date | null = null, locale: "en" | "nb" = "en") =>
  renderToStaticMarkup(<TlpNote meta={{ id: "TEST-2026-AMBER1", tlp, embargoUntil }} current={currentIn(locale)} />);

describe("what a TLP permits", () => {
  it("is said for each circle, with its source", () => {
    expect(note("GREEN")).toMatch(/within your community.*https:\/\/www\.first\.org\/tlp\//);
    expect(note("AMBER")).toMatch(/among its clients/);
    expect(note("AMBER+STRICT")).toMatch(/not to clients either/);
    expect(note("AMBER", null, "nb")).toMatch(/Hva TLP:AMBER tillater/);
  });

  it("tells when it becomes public, and leads to the public page once it is", () => {
    expect(note("AMBER", moment)).toMatch(/becomes public under the same id.*1 February 2027/);
    expect(note("AMBER")).not.toContain("becomes public");
    expect(note("CLEAR", moment)).toContain('href="/advisories/TEST-2026-AMBER1"');
    expect(note("CLEAR", moment)).not.toContain("first.org");
  });
});

it("a feed address shows when it was made and used, and can be revoked by its own name", () => {
  const feeds = [
    { id: "f1", createdAt: moment, lastUsedAt: null },
    { id: "f2", createdAt: moment, lastUsedAt: moment },
  ];
  const html = renderToStaticMarkup(<FeedTable feeds={feeds} current={currentIn("en")} />);
  expect(html).toContain("Never");
  expect(html.match(/Revoke the one made 1 February 2027, 09:00 UTC/g)).toHaveLength(2);
  expect(html).toContain('value="f1"');
  expect(renderToStaticMarkup(<FeedFormats current={currentIn("en")} />)).toContain("csaf/provider-metadata.json");
});
