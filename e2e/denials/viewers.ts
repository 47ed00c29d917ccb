import { sessionCookie, value } from "../support/database";

/** Everybody who may come by. `revoked` has a live session that nothing but the test could have left. */
export const viewers = [
  "nobody",
  "revoked",
  "unsignedSignatory",
  "unsignedReviewer",
  "signed",
  "unacknowledged",
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

const people: Record<Exclude<ViewerName, "nobody">, () => Promise<string>> = {
  revoked: () => contact("Signed", "reviewer", false),
  unsignedSignatory: () => contact("Unsigned", "signatory"),
  unsignedReviewer: () => contact("Unsigned", "reviewer"),
  signed: () => contact("Signed", "signatory"),
  unacknowledged: () => contact("Signed", "reviewer"),
  trustManager: () => staff("trust-manager"),
  dpo: () => staff("dpo"),
  security: () => staff("security"),
  auditor: () => staff("auditor"),
  onCall: () => staff("on-call-manager"),
};

export async function cookieOf(viewer: ViewerName): Promise<string> {
  return viewer === "nobody" ? "" : sessionCookie(await people[viewer]());
}
