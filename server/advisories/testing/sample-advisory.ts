/** An advisory as the pack's reader gives it, for tests. */

import type { z } from "zod";
import type { Advisory } from "@/server/content/advisories";
import { AdvisoryMeta } from "@/server/content/advisory-schema";

type Given = Partial<z.input<typeof AdvisoryMeta>>;

export type SampleRevision = readonly [at: string, ...changes: ("severity-raised" | "remediation" | "text")[]];

export const revisionsOf = (...revisions: readonly SampleRevision[]) =>
  revisions.map(([at, ...changes], index) => ({
    ...{ number: index + 1, at, summary: `Change ${index + 1}.` },
    changes: changes.length === 0 ? (["text"] as const).slice() : [...changes],
  }));

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const word = () => Array.from({ length: 6 }, () => alphabet[Math.floor(Math.random() * alphabet.length)]).join("");

/** Of a high severity, where nothing else is given. */
export function sampleAdvisory(given: Given = {}, demonstration = false): Advisory {
  const meta = AdvisoryMeta.parse({
    ...{
      id: `TEST-2026-${word()}`,
      kind: "advisory",
      title: "Export leaks <b>rows</b>",
      summary: "Rows leak.",
      tlp: "CLEAR",
    },
    ...{ embargoUntil: null, cvss: [cvss.high], cves: [], cwes: [], timeline: [], credits: [], references: [] },
    products: [
      {
        ...{ id: "sample-export", name: "Sample Export", affected: [{ from: "1.0.0", before: "1.4.2" }] },
        ...{ fixed: ["1.4.2"], notAffected: [], underInvestigation: [] },
      },
    ],
    remediations: [{ kind: "fix", details: "Install 1.4.2.", url: null }],
    revisions: revisionsOf(["2026-11-01T09:00:00Z"]),
    retrospective: null,
    ...given,
  });
  return { file: `${meta.id}.mdx`, meta, body: "", anchors: [], demonstration, earlier: [] };
}

export const cvss = {
  low: { vector: "CVSS:3.1/AV:L/AC:H/PR:L/UI:R/S:U/C:L/I:N/A:N", score: 2.2 },
  medium: { vector: "CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:U/C:H/I:N/A:N", score: 6.5 },
  high: { vector: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N", score: 7.5 },
  critical: { vector: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", score: 9.8 },
} as const;
