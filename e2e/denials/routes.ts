/** Who may open which address: one row for each route there is. The tests fail where a route has no row. */
import { closedDocument, copyFor, newVersion, openDocument, postPageForm } from "../support/copies";
import { value } from "../support/database";
import { draft, fileOfObjection, objection, oneFile } from "../support/objections";
import { cookieOf, type ViewerName } from "./viewers";

export interface RouteRow {
  /** An address that is really there. */
  readonly address: () => Promise<string> | string;
  /** Everybody, or those who get it; the others get 303 to sign-in when signed out and 404 when signed in. */
  readonly open: "everybody" | readonly ViewerName[];
  /** What they get, where it is not 200. */
  readonly status?: number;
  /** What is posted. */
  readonly body?: () => Promise<FormData | URLSearchParams>;
}

const contacts = [
  "unsignedSignatory",
  "unsignedReviewer",
  "unsignedPrivacy",
  "signed",
  "unacknowledged",
  "privacy",
] as const;
const signedAccount = ["signed", "unacknowledged", "privacy"] as const;
const hookKeepers = ["unsignedSignatory", "unsignedPrivacy", "signed", "privacy"] as const;
const staff = ["trustManager", "dpo", "security", "auditor", "onCall"] as const;
/** A copy that the signed account's signatory asked for, of a document that every contact may read. */
const copy = async () => copyFor(await cookieOf("signed"), await cookieOf("security"));

/** The trace of such a copy, found by a person of the security staff. */
async function trace(): Promise<string> {
  const id = (await copy()).split("/").at(-1) ?? "";
  await postPageForm("/desk/documents/trace", await cookieOf("security"), "downloadId", id);
  return `/desk/documents/trace/${id}`;
}

const nowhere = "00000000-0000-4000-8000-000000000000";

const publicPage = (address: string): RouteRow => ({ address: () => address, open: "everybody" });
const forContacts = (address: string): RouteRow => ({ address: () => address, open: contacts });
const forSome = (address: string, open: readonly ViewerName[]): RouteRow => ({ address: () => address, open });
const firstId = (table: string, prefix: string) => async () =>
  `${prefix}/${await value(`SELECT id::text AS value FROM "${table}" ORDER BY "createdAt" LIMIT 1`)}`;
const changeReaders = ["trustManager", "dpo", "security", "auditor"] as const;
const draftChange =
  (under = "") =>
  async () =>
    `/desk/subprocessors/changes/${await value(`SELECT id::text AS value FROM "SubProcessorChange" WHERE state = 'draft' ORDER BY "createdAt" LIMIT 1`)}${under}`;
const incidentHandlers = ["trustManager", "dpo", "security", "onCall"] as const;
/** The demonstration's incident, which is open. */
const incident = (under: string) => async () =>
  `/desk/incidents/${await value(`SELECT id::text AS value FROM "Incident" WHERE "closedAt" IS NULL ORDER BY "openedAt" LIMIT 1`)}${under}`;
const signature = () =>
  value(
    `SELECT s.id::text AS value FROM "Signature" s JOIN "Account" a ON a.id = s."accountId" WHERE a."legalName" LIKE 'Demonstration Signed %' ORDER BY s."signedAt" LIMIT 1`,
  );

/** The page of a demonstration order form that is in force. */
const orderForm = () =>
  value(
    `SELECT '/desk/accounts/' || "accountId" || '/order-forms/' || id AS value FROM "OrderForm"
     WHERE "endedAt" IS NULL ORDER BY "createdAt", id LIMIT 1`,
  );
const firstNotice = async () =>
  `/portal/notices/${await value(`SELECT "noticeId"::text AS value FROM "AccountNotice" WHERE "preparedAt" IS NOT NULL ORDER BY "createdAt" LIMIT 1`)}`;

const ofObjection =
  (prefix: string, rest = "") =>
  async () =>
    `${prefix}/${await objection()}${rest}`;
const ofDraft = (rest: string) => async () => `/portal/objections/drafts/${await draft()}${rest}`;

/** The demonstration reviewer of the signed account. */
const colleague = () =>
  value(
    `SELECT m.id::text AS value FROM "Membership" m JOIN "Account" a ON a.id = m."accountId"
     WHERE a."legalName" LIKE 'Demonstration Signed %' AND m."revokedAt" IS NULL AND NOT 'admin' = ANY(m.roles) ORDER BY m."createdAt" LIMIT 1`,
  );

/** The endpoint of the signed account. */
const webhook = (rest: string) => async () =>
  `/portal/webhooks/${await value(
    `SELECT e.id::text AS value FROM "WebhookEndpoint" e JOIN "Account" a ON a.id = e."accountId"
     WHERE a."legalName" LIKE 'Demonstration Signed %' ORDER BY e."createdAt" LIMIT 1`,
  )}${rest}`;

export const routes: Readonly<Record<string, RouteRow>> = {
  "/": publicPage("/"),
  "/trust": publicPage("/trust"),
  "/toms": publicPage("/toms"),
  "/compliance": publicPage("/compliance"),
  "/trust/history": publicPage("/trust/history"),
  "/toms/history": publicPage("/toms/history"),
  "/trust.md": publicPage("/trust.md"),
  "/trust.pdf": publicPage("/trust.pdf"),
  "/toms.md": publicPage("/toms.md"),
  "/toms.pdf": publicPage("/toms.pdf"),
  "/subprocessors": publicPage("/subprocessors?q=a&sort=name"),
  "/subprocessors.json": publicPage("/subprocessors.json"),
  "/subprocessors.csv": publicPage("/subprocessors.csv"),
  "/subprocessors/changes": publicPage("/subprocessors/changes"),
  // Nobody reads the public page of a draft; the journey reads one of a change whose notice was given.
  "/subprocessors/changes/[id]": {
    address: async () => (await draftChange()()).replace("/desk", ""),
    open: "everybody",
    status: 404,
  },
  "/subprocessors/rss.xml": publicPage("/subprocessors/rss.xml"),
  "/subprocessors/atom.xml": publicPage("/subprocessors/atom.xml"),
  "/subprocessors/feed.json": publicPage("/subprocessors/feed.json"),
  "/subprocessors/changes.ics": publicPage("/subprocessors/changes.ics"),
  "/advisories": publicPage("/advisories?severity=medium&kind=advisory"),
  "/advisories/[id]": publicPage("/advisories/AGSA-2026-7F3K9Q"),
  "/advisories/rss.xml": publicPage("/advisories/rss.xml?severity=medium"),
  "/advisories/atom.xml": publicPage("/advisories/atom.xml?product=demonstration-workspace"),
  "/advisories/feed.json": publicPage("/advisories/feed.json"),
  "/advisories/osv/[file]": publicPage("/advisories/osv/x_AGSA-2026-7F3K9Q.json"),
  "/.well-known/csaf/[[...path]]": publicPage("/.well-known/csaf/provider-metadata.json"),
  "/reports": publicPage("/reports"),
  "/reports/[quarter]": publicPage("/reports/2026-q3"),
  "/reports/[quarter]/figures.json": publicPage("/reports/2026-q3.json"),
  "/search": publicPage("/search?q=encryption"),
  "/search-index/[file]": publicPage("/search-index/en.json"),
  "/privacy": publicPage("/privacy"),
  "/accessibility": publicPage("/accessibility"),
  "/reports.md": publicPage("/reports.md"),
  "/privacy.md": publicPage("/privacy.md"),
  "/accessibility.md": publicPage("/accessibility.md"),
  "/compliance.md": publicPage("/compliance.md"),
  "/subprocessors.md": publicPage("/subprocessors.md"),
  "/sitemap.xml": publicPage("/sitemap.xml"),
  "/robots.txt": publicPage("/robots.txt"),
  "/llms.txt": publicPage("/llms.txt"),
  "/og/[...name]": publicPage("/og/en/trust.png"),
  "/sign-in": publicPage("/sign-in"),
  "/sign-in/sent": publicPage("/sign-in/sent"),
  "/sign-in/confirm": publicPage("/sign-in/confirm?token=forged-token-that-is-long-enough"),
  "/request-access": publicPage("/request-access"),
  "/request-access/sent": publicPage("/request-access/sent"),
  "/request-access/confirm": publicPage("/request-access/confirm?token=forged-token-that-is-long-enough"),
  "/request-access/waiting": publicPage("/request-access/waiting"),

  "/subscribe": publicPage("/subscribe"),
  "/subscribe/sent": publicPage("/subscribe/sent"),
  "/subscribe/confirm": publicPage("/subscribe/confirm?token=forged-token-that-is-long-enough"),
  "/subscribe/confirmed": publicPage("/subscribe/confirmed"),
  "/unsubscribe/[token]": publicPage("/unsubscribe/forged-token"),
  "/report-a-vulnerability": publicPage("/report-a-vulnerability"),
  "/report-a-vulnerability/status": publicPage("/report-a-vulnerability/status"),
  "/acknowledgements": publicPage("/acknowledgements"),
  "/.well-known/security.txt": publicPage("/.well-known/security.txt"),
  "/.well-known/openpgp-key.asc": publicPage("/.well-known/openpgp-key.asc"),
  "/security.txt": { address: () => "/security.txt", open: "everybody", status: 301 },

  "/portal": forContacts("/portal"),
  "/portal/nda": forContacts("/portal/nda"),
  // The text that one signatory is about to sign is for nobody else; here it is the demonstration signatory's own.
  "/portal/nda/signature/[id]": {
    address: async () =>
      `/portal/nda/signature/${await value(`SELECT p.id::text AS value FROM "AgreementPresentation" p JOIN "Signature" s ON s."presentationId" = p.id WHERE s.id = $1`, [await signature()])}`,
    open: ["signed"],
  },
  "/portal/pack": forContacts("/portal/pack"),
  "/portal/team": forContacts("/portal/team"),
  "/portal/team/invitation": forSome("/portal/team/invitation", ["unsignedSignatory", "signed"]),
  // Another account's admin does not see this account's contacts.
  "/portal/team/[membershipId]": { address: async () => `/portal/team/${await colleague()}`, open: ["signed"] },
  "/portal/team/[membershipId]/removal": {
    address: async () => `/portal/team/${await colleague()}/removal`,
    open: ["signed"],
  },
  "/portal/webhooks": forSome("/portal/webhooks", hookKeepers),
  "/portal/webhooks/new": forSome("/portal/webhooks/new", hookKeepers),
  // Another account's admin does not see this account's endpoints.
  "/portal/webhooks/[id]": { address: webhook(""), open: ["signed", "privacy"] },
  "/portal/webhooks/[id]/change": { address: webhook("/change"), open: ["signed", "privacy"] },
  "/portal/webhooks/[id]/secret": { address: webhook("/secret"), open: ["signed", "privacy"] },
  "/portal/webhooks/[id]/removal": { address: webhook("/removal"), open: ["signed", "privacy"] },
  "/portal/activity": forContacts("/portal/activity"),
  "/portal/subprocessors": forContacts("/portal/subprocessors"),
  "/portal/notices": forContacts("/portal/notices"),
  // Every account is told of a change under the same id, and each of its contacts sees what their own account was told.
  "/portal/notices/[id]": { address: () => firstNotice(), open: contacts },

  "/portal/advisories": forContacts("/portal/advisories"),
  // Shown to the signed account of the demonstration: to its contacts who signed or acknowledged the agreement.
  "/portal/advisories/[id]": forSome("/portal/advisories/AGSA-2026-C5R1VJ", ["signed"]),
  "/portal/advisories/feeds": forContacts("/portal/advisories/feeds"),
  "/portal/advisories/feeds/new": forContacts("/portal/advisories/feeds/new"),

  "/portal/objections": forContacts("/portal/objections"),
  // Without a change there is nothing to object to: it leads to the list.
  "/portal/objections/new": {
    address: () => "/portal/objections/new",
    open: ["privacy", "unsignedPrivacy"],
    status: 307,
  },
  // A colleague who files objections too does not see another's draft.
  "/portal/objections/drafts/[id]": { address: ofDraft(""), open: ["unsignedPrivacy"] },
  "/portal/objections/drafts/[id]/check": { address: ofDraft("/check"), open: ["unsignedPrivacy"] },
  "/portal/objections/[id]": { address: ofObjection("/portal/objections"), open: signedAccount },
  "/portal/objections/[id]/withdrawal": {
    address: ofObjection("/portal/objections", "/withdrawal"),
    open: ["privacy"],
  },

  "/desk": forSome("/desk", staff),
  "/desk/requests": forSome("/desk/requests", ["trustManager"]),
  "/desk/requests/[id]": { address: firstId("AccessRequest", "/desk/requests"), open: ["trustManager"] },
  "/desk/accounts": forSome("/desk/accounts", ["trustManager", "dpo", "security", "auditor"]),
  "/desk/accounts/[id]": {
    address: firstId("Account", "/desk/accounts"),
    open: ["trustManager", "dpo", "security", "auditor"],
  },
  "/desk/accounts/import": forSome("/desk/accounts/import", ["trustManager"]),
  // Shown to whoever uploaded the file and to nobody else.
  "/desk/accounts/import/[importId]": forSome(`/desk/accounts/import/${nowhere}`, []),
  "/desk/accounts/[id]/order-forms/new": {
    address: async () => `${await firstId("Account", "/desk/accounts")()}/order-forms/new`,
    open: ["trustManager"],
  },
  "/desk/accounts/[id]/order-forms/[orderForm]": { address: orderForm, open: ["trustManager", "dpo"] },
  "/desk/accounts/[id]/order-forms/[orderForm]/change": {
    address: async () => `${await orderForm()}/change`,
    open: ["trustManager"],
  },
  "/desk/accounts/[id]/order-forms/[orderForm]/end": {
    address: async () => `${await orderForm()}/end`,
    open: ["trustManager"],
  },
  "/desk/agreements": forSome("/desk/agreements", ["trustManager", "dpo", "auditor"]),
  "/desk/agreements/[id]": {
    address: async () => `/desk/agreements/${await signature()}`,
    open: ["trustManager", "dpo", "auditor"],
  },
  "/desk/documents": forSome("/desk/documents", ["trustManager", "dpo", "security", "auditor"]),
  "/desk/documents/new": forSome("/desk/documents/new", ["trustManager", "security"]),
  "/desk/documents/[id]": {
    address: firstId("Document", "/desk/documents"),
    open: ["trustManager", "dpo", "security", "auditor"],
  },
  "/desk/documents/[id]/versions/[version]/withdrawal": {
    address: () =>
      value(
        `SELECT '/desk/documents/' || "documentId" || '/versions/' || id || '/withdrawal' AS value FROM "DocumentVersion" ORDER BY "createdAt" LIMIT 1`,
      ),
    open: ["trustManager", "security"],
  },
  "/desk/documents/trace": forSome("/desk/documents/trace", ["trustManager", "security"]),
  "/desk/subprocessors": forSome("/desk/subprocessors", changeReaders),
  "/desk/subprocessors/changes/new": forSome("/desk/subprocessors/changes/new", ["trustManager", "dpo"]),
  "/desk/subprocessors/changes/[id]": { address: draftChange(), open: changeReaders },
  "/desk/subprocessors/changes/[id]/preview": { address: draftChange("/preview"), open: changeReaders },
  // The demonstration draft is the trust manager's: nobody else edits it.
  "/desk/subprocessors/changes/[id]/draft": { address: draftChange("/draft"), open: ["trustManager"] },
  "/desk/subprocessors/changes/[id]/withdrawal": { address: draftChange("/withdrawal"), open: ["trustManager", "dpo"] },
  // Shown to whoever has just traced it by the form, and to nobody else who might have.
  "/desk/documents/trace/[id]": { address: trace, open: ["security"] },
  "/desk/advisories": forSome("/desk/advisories", ["trustManager", "dpo", "security", "auditor"]),
  "/desk/advisories/[id]": forSome("/desk/advisories/AGSA-2026-C5R1VJ", ["trustManager", "dpo", "security", "auditor"]),
  "/desk/reports": forSome("/desk/reports", ["trustManager", "dpo", "security", "auditor"]),
  "/desk/reports/[quarter]": forSome("/desk/reports/2026-q3", ["trustManager", "dpo", "security", "auditor"]),
  "/desk/objections": forSome("/desk/objections", ["dpo"]),
  "/desk/notices": forSome("/desk/notices", ["trustManager", "dpo", "security", "auditor"]),
  "/desk/notices/[id]": {
    address: firstId("Notice", "/desk/notices"),
    open: ["trustManager", "dpo", "security", "auditor"],
  },
  "/desk/notices/[id]/accounts/[account]": {
    address: () =>
      value(
        `SELECT '/desk/notices/' || "noticeId" || '/accounts/' || "accountId" AS value FROM "AccountNotice" ORDER BY "createdAt" LIMIT 1`,
      ),
    open: ["trustManager", "dpo", "security", "auditor"],
  },
  "/desk/objections/[id]": { address: ofObjection("/desk/objections"), open: ["dpo"] },
  "/desk/incidents": forSome("/desk/incidents?state=closed", staff),
  "/desk/incidents/new": forSome("/desk/incidents/new", incidentHandlers),
  "/desk/incidents/[id]": { address: incident(""), open: staff },
  "/desk/incidents/[id]/change": { address: incident("/change"), open: incidentHandlers },
  "/desk/incidents/[id]/update": { address: incident("/update"), open: incidentHandlers },
  "/desk/vulnerabilities": forSome("/desk/vulnerabilities", ["security"]),
  "/desk/vulnerabilities/[id]": {
    address: firstId("VulnerabilityReport", "/desk/vulnerabilities"),
    open: ["security"],
  },
  "/desk/audit": forSome("/desk/audit", ["dpo", "security", "auditor"]),
  "/desk/mail": forSome("/desk/mail", staff),

  "GET /portal/nda/records/[id]": {
    address: async () => `/portal/nda/records/${await signature()}`,
    open: signedAccount,
  },
  "GET /portal/notices/[id]/proof": { address: async () => `${await firstNotice()}/proof`, open: contacts },
  "GET /desk/agreements/[id]/record": {
    address: async () => `/desk/agreements/${await signature()}/record`,
    open: ["trustManager"],
  },
  "POST /portal/objections/drafts/[id]/files": {
    ...{ address: ofDraft("/files"), open: ["unsignedPrivacy"], status: 303 },
    body: async () => oneFile(),
  },
  "POST /portal/objections/[id]/files": {
    ...{ address: ofObjection("/portal/objections", "/files"), open: ["privacy"], status: 303 },
    body: async () => oneFile(),
  },
  "GET /portal/objections/files/[id]": {
    address: async () => `/portal/objections/files/${await fileOfObjection(await cookieOf("privacy"))}`,
    open: signedAccount,
  },
  "POST /desk/objections/[id]/files": {
    ...{ address: ofObjection("/desk/objections", "/files"), open: ["dpo"], status: 303 },
    body: async () => oneFile(),
  },
  "GET /desk/objections/files/[id]": {
    address: async () => `/desk/objections/files/${await fileOfObjection(await cookieOf("privacy"))}`,
    open: ["dpo"],
  },
  // The demonstration's objection is not closed.
  "GET /portal/objections/[id]/record": forSome(`/portal/objections/${nowhere}/record`, []),
  "GET /desk/objections/[id]/record": forSome(`/desk/objections/${nowhere}/record`, []),
  // The demonstration's incident is not closed; the journey downloads the draft of one that is.
  "GET /desk/incidents/[id]/retrospective.mdx": forSome(`/desk/incidents/${nowhere}/retrospective.mdx`, []),
  "GET /desk/reports/[id]/draft": forSome("/desk/reports/2026-q3/draft", [
    "trustManager",
    "dpo",
    "security",
    "auditor",
  ]),
  // A copy is for the contact who asked for it: not for a colleague, nor for a contact of another account.
  "GET /portal/pack/downloads/[id]": { address: copy, open: ["signed"] },
  "GET /portal/pack/downloads/[id]/progress": { address: async () => `${await copy()}/progress`, open: ["signed"] },
  "GET /desk/notices/[id]/progress": {
    address: async () => `${await firstId("Notice", "/desk/notices")()}/progress`,
    open: ["trustManager", "dpo", "security", "auditor"],
  },
  "GET /desk/vulnerabilities/attachments/[id]": {
    address: async () =>
      `/desk/vulnerabilities/attachments/${await value('SELECT id::text AS value FROM "VulnerabilityAttachment" LIMIT 1')}`,
    open: ["security"],
  },
  "GET /desk/accounts/import/template": forSome("/desk/accounts/import/template", ["trustManager"]),
  // Without a file it leads back to the form.
  "POST /desk/accounts/import": { address: () => "/desk/accounts/import", open: ["trustManager"], status: 303 },
  "POST /portal/pack/downloads": {
    ...{ address: () => "/portal/pack/downloads", open: ["signed"], status: 303 },
    body: async () => new URLSearchParams({ document: await closedDocument() }),
  },
  "POST /desk/documents/[id]/versions": {
    ...{ address: async () => `/desk/documents/${await openDocument()}/versions`, status: 303 },
    ...{ open: ["trustManager", "security"], body: async () => newVersion() },
  },
};

/** Addresses in the closed areas that do not exist: they must not be told from those that do. */
export const nothingThere = [
  "/portal/nothing",
  "/desk/nothing",
  `/desk/accounts/${nowhere}`,
  `/desk/accounts/${nowhere}/order-forms/new`,
  `/desk/accounts/${nowhere}/order-forms/${nowhere}`,
  `/portal/nda/signature/${nowhere}`,
  `/desk/notices/${nowhere}`,
  `/desk/incidents/${nowhere}`,
  `/desk/incidents/${nowhere}/update`,
  "/desk/incidents/not-an-id/change",
  `/desk/incidents/${nowhere}/retrospective.mdx`,
  `/desk/notices/${nowhere}/accounts/${nowhere}`,
  `/desk/notices/${nowhere}/progress`,
  "/portal/nda/signature/not-an-id",
  `/portal/webhooks/${nowhere}`,
  "/portal/advisories/AGSA-2026-N0NE00",
  "/portal/advisories/nothing",
  "/desk/advisories/AGSA-2026-N0NE00",
  `/portal/objections/${nowhere}`,
  "/portal/objections/not-an-id",
  `/portal/objections/${nowhere}/record`,
  `/portal/objections/files/${nowhere}`,
  `/portal/objections/drafts/${nowhere}`,
  "/portal/webhooks/not-an-id/secret",
  `/desk/subprocessors/changes/${nowhere}`,
  "/desk/subprocessors/changes/not-an-id",
  "/desk/documents/%00",
  "/desk/reports/2025-q1",
  "/desk/reports/2026-Q3",
  "/desk/documents/trace/D-0000-0000-0000-0000",
  "/portal/pack/downloads/D-0000-0000-0000-0000",
  "/portal/pack/downloads/D-0000-0000-0000-0000/progress",
];
