/** Accounts as staff see them: names of contacts and their addresses stay masked here. */
import { may } from "@/server/access/permissions";
import type { Viewer } from "@/server/access/viewer";
import { openPerson } from "@/server/accounts/people";
import { database } from "@/server/platform/database";
import type { AccountRole } from "@/server/platform/generated/prisma/enums";
import { maskEmail } from "@/server/platform/mask-email";

export interface AccountSummary {
  readonly id: string;
  readonly legalName: string;
  readonly createdAt: Date;
  readonly domains: readonly string[];
  readonly contacts: number;
  readonly signedAt: Date | null;
}

export interface AccountDetail extends AccountSummary {
  readonly members: readonly {
    readonly membershipId: string;
    readonly maskedEmail: string;
    readonly roles: readonly AccountRole[];
    readonly since: Date;
    readonly revokedAt: Date | null;
  }[];
}

const include = {
  domains: true,
  _count: { select: { memberships: { where: { revokedAt: null } } } },
  signatures: { orderBy: { signedAt: "desc" }, take: 1, select: { signedAt: true } },
} as const;

/** @param search part of a name @param before the last row's id of the page before */
export async function listAccounts(viewer: Viewer, search: string, before?: string): Promise<AccountSummary[]> {
  if (!may(viewer, "account:read")) return [];
  const rows = await database().account.findMany({
    where: {
      closedAt: null,
      ...(search === "" ? {} : { legalName: { contains: literally(search), mode: "insensitive" } }),
    },
    include,
    orderBy: [{ legalName: "asc" }, { id: "asc" }],
    take: 50,
    ...(before === undefined ? {} : { cursor: { id: before }, skip: 1 }),
  });
  return rows.map(shape);
}

/** Prisma leaves the wildcards of LIKE as they are. */
const literally = (search: string) => search.replace(/[\\%_]/g, "\\$&");

/** For choosing an account in a form: every active one, by name. */
export async function accountChoices(viewer: Viewer): Promise<{ id: string; legalName: string }[]> {
  if (!may(viewer, "account:read")) return [];
  return database().account.findMany({
    where: { closedAt: null },
    select: { id: true, legalName: true },
    orderBy: { legalName: "asc" },
    take: 5000,
  });
}

export async function readAccount(viewer: Viewer, id: string): Promise<AccountDetail | null> {
  if (!may(viewer, "account:read")) return null;
  const row = await database().account.findUnique({
    where: { id },
    include: { ...include, memberships: { include: { person: true }, orderBy: { createdAt: "asc" }, take: 200 } },
  });
  if (row === null) return null;
  const members = row.memberships.map(async (membership) => ({
    membershipId: membership.id,
    maskedEmail: maskEmail((await openPerson(database(), membership.person)).email),
    roles: membership.roles,
    since: membership.createdAt,
    revokedAt: membership.revokedAt,
  }));
  return { ...shape(row), members: await Promise.all(members) };
}

/** Names for a log that holds ids alone: of staff and of accounts. Contacts stay without a name. */
export async function namesForLog(
  viewer: Viewer,
  ids: { people: readonly string[]; accounts: readonly string[] },
): Promise<ReadonlyMap<string, string>> {
  if (!may(viewer, "audit:read")) return new Map();
  const staff = await database().person.findMany({
    where: { id: { in: [...ids.people] }, staffRoles: { isEmpty: false } },
  });
  const accounts = await database().account.findMany({
    where: { id: { in: [...ids.accounts] } },
    select: { id: true, legalName: true },
  });
  const people = await Promise.all(
    staff.map(async (row) => [row.id, (await openPerson(database(), row)).name] as const),
  );
  return new Map([...people, ...accounts.map((account) => [account.id, account.legalName] as const)]);
}

function shape(row: {
  id: string;
  legalName: string;
  createdAt: Date;
  domains: { domain: string }[];
  signatures: { signedAt: Date }[];
  _count: { memberships: number };
}): AccountSummary {
  const { id, legalName, createdAt } = row;
  return {
    id,
    legalName,
    createdAt,
    domains: row.domains.map((each) => each.domain),
    contacts: row._count.memberships,
    signedAt: row.signatures[0]?.signedAt ?? null,
  };
}
