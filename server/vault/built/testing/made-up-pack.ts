/** A third publisher's pack with as little in it as the loader takes, written to a folder of its own. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parse, stringify } from "yaml";
import { z } from "zod";
import { loadPack } from "@/server/content/load-pack";
import type { Pack } from "@/server/content/pack";

export const madeUpName = "Ελληνικά Έγγραφα Ασφαλείας Ανώνυμη Εταιρεία 安全文件有限公司";

const publisher = {
  names: { legal: madeUpName, short: "Έγγραφα 安全" },
  companyNumber: null,
  companyRegister: null,
  registeredIn: null,
  registeredAddress: null,
  website: null,
  contacts: {
    security: null,
    trust: null,
    incidents: { mail: null, role: null, availability: null, subject: null },
  },
  governingLaw: null,
  signingOfficer: null,
  breachNotification: { customersHours: 72, authority: { name: null, hours: null, rule: "GDPR" } },
  questionReplyBusinessDays: null,
  noticeDays: 45,
  regions: [],
  unresolvedObjection: { outcome: "not-resolved", statement: "Nothing follows." },
  patchTargets: [],
  statedRetention: { logsDays: null, signedAgreementsYears: null },
  accent: "#7a3b00",
  languages: ["en"],
  status: { state: "final", statement: null, pending: [] },
};

const page = (title: string, derivedFrom: object | null, body: string) => `---
${stringify({
  title,
  description: "Short.",
  version: "0.1",
  effectiveDate: "2026-02-28",
  nextReview: null,
  nextReviewNote: null,
  owner: null,
  contacts: [],
  status: "final",
  derivedFrom,
  history: [{ version: "0.1", date: "2026-02-28", author: null, notes: "First." }],
})}---

${body}
`;

const files: Readonly<Record<string, string>> = {
  "programmes.yaml": "[]\n",
  "subprocessors.yaml": stringify({ fullerList: "There is no other list.", list: [] }),
  "measures.yaml": stringify({ groups: [], list: [] }),
  "agreements/nda-1.0.md": `---
${stringify({
  kind: "nda",
  title: "NDA",
  version: "1.0",
  effectiveDate: "2026-02-28",
  acceptsEarlier: false,
  specimen: true,
  summary: ["Keep it to yourself."],
})}---

Keep it to yourself.
`,
  "pages/trust.mdx": page("Trust", null, "## All [#all]\n\nNothing more is said."),
  "pages/toms.mdx": page(
    "Measures",
    { title: "Trust", version: "0.1", date: "2026-02-28", page: "/trust" },
    "<DerivedNote />\n\n## All [#all]\n\nNothing more is said.",
  ),
};

/** The portal's own settings are no publisher's: any pack's will do. */
async function shippedPortalSettings(): Promise<unknown> {
  const text = await readFile(join(import.meta.dirname, "../../../../content/alphagen/publisher.yaml"), "utf8");
  return z.object({ portal: z.unknown() }).parse(parse(text)).portal;
}

export async function madeUpPack(): Promise<Pack> {
  const folder = await mkdtemp(join(tmpdir(), "content-"));
  try {
    const settings = stringify({ ...publisher, portal: await shippedPortalSettings() });
    for (const [name, text] of Object.entries({ ...files, "publisher.yaml": settings })) {
      const path = join(folder, "third", name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text);
    }
    return await loadPack(folder, "third");
  } finally {
    await rm(folder, { recursive: true });
  }
}
