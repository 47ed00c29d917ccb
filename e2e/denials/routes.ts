/** Who may open which address: one row for each route there is. The tests fail where a route has no row. */
import { value } from "../support/database";
import type { ViewerName } from "./viewers";

export interface RouteRow {
  /** An address that is really there. */
  readonly address: () => Promise<string> | string;
  /** Everybody, or those who get it; the others get 303 to sign-in when signed out and 404 when signed in. */
  readonly open: "everybody" | readonly ViewerName[];
}

const contacts = ["unsignedSignatory", "unsignedReviewer", "signed", "unacknowledged"] as const;
const signedAccount = ["signed", "unacknowledged"] as const;
const staff = ["trustManager", "dpo", "security", "auditor", "onCall"] as const;
const nowhere = "00000000-0000-4000-8000-000000000000";

const publicPage = (address: string): RouteRow => ({ address: () => address, open: "everybody" });
const forContacts = (address: string): RouteRow => ({ address: () => address, open: contacts });
const forStaff = (address: string, open: readonly ViewerName[]): RouteRow => ({ address: () => address, open });
const firstId = (table: string, prefix: string) => async () =>
  `${prefix}/${await value(`SELECT id::text AS value FROM "${table}" ORDER BY "createdAt" LIMIT 1`)}`;
const signature = () =>
  value(
    `SELECT s.id::text AS value FROM "Signature" s JOIN "Account" a ON a.id = s."accountId" WHERE a."legalName" LIKE 'Demonstration Signed %' ORDER BY s."signedAt" LIMIT 1`,
  );

export const routes: Readonly<Record<string, RouteRow>> = {
  "/": publicPage("/"),
  "/trust": publicPage("/trust"),
  "/toms": publicPage("/toms"),
  "/sign-in": publicPage("/sign-in"),
  "/sign-in/sent": publicPage("/sign-in/sent"),
  "/sign-in/confirm": publicPage("/sign-in/confirm?token=forged-token-that-is-long-enough"),
  "/request-access": publicPage("/request-access"),
  "/request-access/sent": publicPage("/request-access/sent"),
  "/request-access/confirm": publicPage("/request-access/confirm?token=forged-token-that-is-long-enough"),
  "/request-access/waiting": publicPage("/request-access/waiting"),

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
  "/portal/activity": forContacts("/portal/activity"),

  "/desk": forStaff("/desk", staff),
  "/desk/requests": forStaff("/desk/requests", ["trustManager"]),
  "/desk/requests/[id]": { address: firstId("AccessRequest", "/desk/requests"), open: ["trustManager"] },
  "/desk/accounts": forStaff("/desk/accounts", ["trustManager", "dpo", "security", "auditor"]),
  "/desk/accounts/[id]": {
    address: firstId("Account", "/desk/accounts"),
    open: ["trustManager", "dpo", "security", "auditor"],
  },
  "/desk/agreements": forStaff("/desk/agreements", ["trustManager", "dpo", "auditor"]),
  "/desk/agreements/[id]": {
    address: async () => `/desk/agreements/${await signature()}`,
    open: ["trustManager", "dpo", "auditor"],
  },
  "/desk/documents": forStaff("/desk/documents", ["trustManager", "dpo", "security", "auditor"]),
  "/desk/documents/new": forStaff("/desk/documents/new", ["trustManager", "security"]),
  "/desk/documents/[id]": {
    address: firstId("Document", "/desk/documents"),
    open: ["trustManager", "dpo", "security", "auditor"],
  },
  "/desk/documents/trace": forStaff("/desk/documents/trace", ["trustManager", "security"]),
  // Shown only to whoever has just traced it by the form, so by its bare address to nobody.
  "/desk/documents/trace/[id]": forStaff("/desk/documents/trace/D-0000-0000-0000-0000", []),
  "/desk/audit": forStaff("/desk/audit", ["dpo", "security", "auditor"]),
  "/desk/mail": forStaff("/desk/mail", staff),

  "GET /portal/nda/records/[id]": {
    address: async () => `/portal/nda/records/${await signature()}`,
    open: signedAccount,
  },
  "GET /desk/agreements/[id]/record": {
    address: async () => `/desk/agreements/${await signature()}/record`,
    open: ["trustManager", "dpo", "auditor"],
  },
  // Downloads belong to the contact who asked for them: the journeys fetch their own, everybody else is refused.
  "GET /portal/pack/downloads/[id]": forStaff("/portal/pack/downloads/D-0000-0000-0000-0000", []),
  "GET /portal/pack/downloads/[id]/progress": forStaff("/portal/pack/downloads/D-0000-0000-0000-0000/progress", []),
  "POST /portal/pack/downloads": forStaff("/portal/pack/downloads", []),
  "POST /desk/documents/[id]/versions": forStaff(`/desk/documents/${nowhere}/versions`, []),
};

/** Addresses in the closed areas that do not exist: they must not be told from those that do. */
export const nothingThere = [
  "/portal/nothing",
  "/desk/nothing",
  `/desk/accounts/${nowhere}`,
  `/portal/nda/signature/${nowhere}`,
  "/portal/nda/signature/not-an-id",
  "/desk/documents/%00",
];
