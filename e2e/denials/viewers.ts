import { execFileSync } from "node:child_process";
import { dataDir } from "../support/addresses";
import { query, sessionCookie, value } from "../support/database";

/** Everybody who may come by. `revoked` and `stranger` have live sessions that nothing but the test could have left. */
export const viewers = [
  "nobody",
  // At no account and not of the staff.
  "stranger",
  "revoked",
  "unsignedSignatory",
  "unsignedReviewer",
  "signed",
  "unacknowledged",
  "privacy",
  "unsignedPrivacy",
  "trustManager",
  "dpo",
  "security",
  "auditor",
  "onCall",
] as const;
export type ViewerName = (typeof viewers)[number];

const contact = (account: string, role: string, live = true) =>
  value(
    `SELECT m."personId"::text AS value FROM "Membership" m JOIN "Account" a ON a.id = m."accountId"
     WHERE a."legalName" LIKE $1 AND $2 = ANY(m.roles) AND (m."revokedAt" IS NULL) = $3 ORDER BY cardinality(m.roles), m."createdAt" LIMIT 1`,
    [`Demonstration ${account} %`, role, live],
  );
const staff = (role: string) => value(`SELECT id::text AS value FROM "Person" WHERE $1 = ANY("staffRoles")`, [role]);

/** Somebody to whom a role was given and taken back: a person like all others, who belongs nowhere. */
async function stranger(): Promise<string> {
  const nowhere = `SELECT id::text AS value FROM "Person" p WHERE "staffRoles" = '{}'
    AND NOT EXISTS (SELECT 1 FROM "Membership" m WHERE m."personId" = p.id)`;
  const [known] = await query<{ value: string }>(nowhere);
  if (known !== undefined) return known.value;
  const kept = Object.entries(process.env).filter(([name]) => !/^(DATABASE|SMTP|DKIM|DEMO|PORT)/.test(name));
  const env = { NODE_ENV: "production", ...Object.fromEntries(kept), DATA_DIR: dataDir } as const;
  execFileSync(process.execPath, [".build/staff-add.mjs", "stranger@nowhere.example", "auditor"], { env });
  await query(`UPDATE "Person" SET "staffRoles" = '{}'
    WHERE id = (SELECT id FROM "Person" WHERE 'auditor' = ANY("staffRoles") ORDER BY "createdAt" DESC LIMIT 1)`);
  return value(nowhere);
}

const people: Record<Exclude<ViewerName, "nobody">, () => Promise<string>> = {
  stranger,
  revoked: () => contact("Signed", "reviewer", false),
  unsignedSignatory: () => contact("Unsigned", "signatory"),
  unsignedReviewer: () => contact("Unsigned", "reviewer"),
  signed: () => contact("Signed", "signatory"),
  unacknowledged: () => contact("Signed", "reviewer"),
  privacy: () => contact("Signed", "privacy"),
  unsignedPrivacy: () => contact("Unsigned", "privacy"),
  trustManager: () => staff("trust-manager"),
  dpo: () => staff("dpo"),
  security: () => staff("security"),
  auditor: () => staff("auditor"),
  onCall: () => staff("on-call-manager"),
};

export async function cookieOf(viewer: ViewerName): Promise<string> {
  return viewer === "nobody" ? "" : sessionCookie(await people[viewer]());
}
