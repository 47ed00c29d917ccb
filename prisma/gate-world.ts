/**
 * Everybody who may come by, each a real person with a live session, and the accounts they belong to: for tests that ask
 * of every action and address who gets in.
 */
import {
  contactViewerOf,
  type MadeAccount,
  makeAccount,
  makeContact,
  makeStaff,
  randomWord,
  signFor,
} from "@/prisma/factories";
import type { ContactViewer } from "@/server/access/permissions";
import { revokeMember } from "@/server/accounts/memberships";
import { ensurePerson } from "@/server/accounts/people";
import { createSession } from "@/server/accounts/sessions";
import { acknowledgeAgreement } from "@/server/agreements/commands";
import type { Pack } from "@/server/content/pack";
import { now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import type { AccountRole, StaffRole } from "@/server/platform/generated/prisma/enums";

const everyRole = ["signatory", "reviewer", "privacy", "admin"] as const satisfies readonly AccountRole[];

export const gateViewers = [
  "visitor",
  // Signed in, at no account and not of the staff.
  "stranger",
  // A contact whose access ended, with a session that nothing but the test could have left.
  "revoked",
  // Holds every role at an account for which nobody signed.
  "unsigned",
  // These five belong to one account, which signed.
  "signatory",
  "reviewer",
  "unacknowledged",
  "privacy",
  "admin",
  // Holds every role at another account, which signed too.
  "other",
  "trustManager",
  "dpo",
  "security",
  "auditor",
  "onCall",
] as const;
export type GateViewer = (typeof gateViewers)[number];
type Person = Exclude<GateViewer, "visitor">;

export interface GateWorld {
  readonly pack: Pack;
  /** To which `signatory`, `reviewer`, `unacknowledged`, `privacy`, `admin` and, once, `revoked` belong. */
  readonly account: MadeAccount;
  readonly other: MadeAccount;
  /** The person's id. */
  readonly people: Readonly<Record<Person, string>>;
  readonly contact: (viewer: Person) => Promise<ContactViewer>;
  /** A new session. @returns the token of its cookie; null for the visitor */
  readonly signIn: (viewer: GateViewer) => Promise<string | null>;
}

/** @param pack with its agreements imported */
export async function makeGateWorld(pack: Pack): Promise<GateWorld> {
  const [account, other] = [await makeAccount(), await makeAccount()];
  const revoked = await makeContact(["reviewer"], { accountId: account.id });
  const people = {
    ...{ stranger: await makeStranger(), revoked: revoked.personId },
    ...(await contactsOf(account.id, other.id)),
    ...(await staffOfEachRole()),
  };
  const contact = (viewer: Person) => contactViewerOf(people[viewer]);
  for (const viewer of ["signatory", "other"] as const) await signFor(pack, await contact(viewer));
  await acknowledgeAgreement(database(), pack, await contact("reviewer"), now());
  await revokeMember(database(), revoked.membershipId, null, now());
  return {
    ...{ pack, account, other, people, contact },
    signIn: async (viewer) => (viewer === "visitor" ? null : createSession(database(), people[viewer], now())),
  };
}

async function makeStranger(): Promise<string> {
  const email = `${randomWord()}@nowhere.example`;
  return (await database().$transaction((transaction) => ensurePerson(transaction, { email, name: "Stranger" }))).id;
}

async function contactsOf(account: string, other: string) {
  const at = async (accountId: string, ...roles: AccountRole[]) => (await makeContact(roles, { accountId })).personId;
  return {
    unsigned: await at((await makeAccount()).id, ...everyRole),
    signatory: await at(account, "signatory"),
    reviewer: await at(account, "reviewer"),
    unacknowledged: await at(account, "reviewer"),
    privacy: await at(account, "privacy"),
    admin: await at(account, "admin"),
    other: await at(other, ...everyRole),
  };
}

async function staffOfEachRole() {
  const as = async (role: StaffRole) => (await makeStaff([role])).personId;
  return {
    trustManager: await as("trust_manager"),
    dpo: await as("dpo"),
    security: await as("security"),
    auditor: await as("auditor"),
    onCall: await as("on_call_manager"),
  };
}
