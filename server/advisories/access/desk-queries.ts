/** Advisories as staff see them: all there are, with who is shown each of them now. */
import { may } from "@/server/access/permissions";
import type { Viewer } from "@/server/access/viewer";
import { openPerson } from "@/server/accounts/people";
import { readersOf } from "@/server/advisories/access/readers";
import { mostChoices } from "@/server/advisories/access/schema";
import { type Audience, audienceOf, isForNamed, tlpAt } from "@/server/advisories/policy";
import { readyMembers, signedAccounts } from "@/server/agreements/signed-accounts";
import { type Advisory, latestRevision } from "@/server/content/advisories";
import { type Severity, severityOfAdvisory, type Tlp } from "@/server/content/advisory-schema";
import type { Pack } from "@/server/content/pack";
import { database } from "@/server/platform/database";
import type { Prisma } from "@/server/platform/generated/prisma/client";

export interface DeskAdvisory {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly kind: "advisory" | "retrospective";
  readonly severity: Severity | null;
  readonly tlp: { readonly inFile: Tlp; readonly now: Tlp };
  readonly audience: Audience;
  readonly embargo: { readonly until: Date; readonly over: boolean } | null;
  readonly revision: { readonly number: number; readonly at: Date };
  /** Accounts are chosen for it here. */
  readonly forNamed: boolean;
  /** How many accounts it is for now, whether or not somebody there may read it yet; null where it is for everybody or nobody. */
  readonly accounts: number | null;
}

/** The newest revision first. */
export async function listDeskAdvisories(viewer: Viewer, pack: Pack, at: Date): Promise<DeskAdvisory[]> {
  if (!may(viewer, "advisory:read")) return [];
  const [chosen, signed] = await Promise.all([chosenFor(pack.name), countSigned(pack.name, at)]);
  return pack.advisories
    .map((advisory) => shape(advisory, chosen.get(advisory.meta.id) ?? 0, signed, at))
    .sort((one, other) => other.revision.at.getTime() - one.revision.at.getTime() || one.id.localeCompare(other.id));
}

/** Restricted advisories of a named circle that no account is chosen for: for whoever may choose. */
export async function countUnshown(viewer: Viewer, pack: Pack, at: Date): Promise<number> {
  if (!may(viewer, "advisory:share")) return 0;
  const chosen = await chosenFor(pack.name);
  return pack.advisories.filter(({ meta }) => audienceOf(meta, at) === "named" && !chosen.has(meta.id)).length;
}

export interface DeskGrant {
  readonly id: string;
  readonly account: { readonly id: string; readonly legalName: string };
  readonly grantedAt: Date;
  readonly grantedBy: string;
  readonly ended: { readonly at: Date; readonly by: string } | null;
  readonly sight: "sees" | "unsigned" | "unread" | null;
}

export interface DeskAdvisoryDetail extends DeskAdvisory {
  /** Contacts who can read it now; null where it is public. */
  readonly readers: number | null;
  readonly open: readonly DeskGrant[];
  readonly past: readonly DeskGrant[];
}

export async function readDeskAdvisory(
  viewer: Viewer,
  pack: Pack,
  id: string,
  at: Date,
): Promise<DeskAdvisoryDetail | null> {
  const advisory = pack.advisories.find(({ meta }) => meta.id === id);
  if (!may(viewer, "advisory:read") || advisory === undefined) return null;
  const rows = await database().advisoryGrant.findMany({
    where: { publisher: pack.name, advisoryId: id },
    include: withNames,
    orderBy: [{ grantedAt: "desc" }, { id: "desc" }],
    take: 1000,
  });
  const grants = await withSight(pack.name, rows, at);
  const open = grants.filter(({ ended }) => ended === null);
  const past = grants.filter(({ ended }) => ended !== null);
  const facts = shape(advisory, open.length, await countSigned(pack.name, at), at);
  const restricted = facts.audience === "named" || facts.audience === "signed";
  return {
    ...facts,
    readers: restricted ? (await readersOf(database(), pack.name, advisory.meta, at)).length : null,
    ...{ open, past: past.sort((one, other) => endOf(other) - endOf(one)) },
  };
}

export interface AccountChoice {
  readonly id: string;
  readonly legalName: string;
  readonly signed: boolean;
}

/** Open accounts with this in their name that are not shown it yet. @returns one more than `mostChoices` where there are more */
export async function accountsToShow(
  viewer: Viewer,
  pack: Pack,
  advisoryId: string,
  search: string,
  at: Date,
): Promise<AccountChoice[]> {
  if (!may(viewer, "advisory:share")) return [];
  const rows = await database().account.findMany({
    where: {
      closedAt: null,
      // Prisma leaves the wildcards of LIKE as they are.
      legalName: { contains: search.replace(/[\\%_]/g, "\\$&"), mode: "insensitive" },
      advisoryGrants: { none: { publisher: pack.name, advisoryId, endedAt: null } },
    },
    select: { id: true, legalName: true },
    orderBy: [{ legalName: "asc" }, { id: "asc" }],
    take: mostChoices + 1,
  });
  const signed = await signedAmong(
    pack.name,
    rows.map(({ id }) => id),
    at,
  );
  return rows.map((row) => ({ ...row, signed: signed.has(row.id) }));
}

function shape(advisory: Advisory, chosen: number, signed: number, at: Date): DeskAdvisory {
  const { meta } = advisory;
  const { id, title, summary, kind, tlp, embargoUntil } = meta;
  const { number, at: revisedAt } = latestRevision(meta);
  const audience = audienceOf(meta, at);
  const counts: Record<Audience, number | null> = { nobody: null, named: chosen, signed, public: null };
  return {
    ...{ id, title, summary, kind, audience, severity: severityOfAdvisory(meta), forNamed: isForNamed(meta, at) },
    tlp: { inFile: tlp, now: tlpAt(meta, at) },
    embargo: embargoUntil && { until: embargoUntil, over: embargoUntil <= at },
    revision: { number, at: revisedAt },
    accounts: counts[audience],
  };
}

/** Open grants an advisory. */
async function chosenFor(publisher: string): Promise<ReadonlyMap<string, number>> {
  const groups = await database().advisoryGrant.groupBy({
    by: ["advisoryId"],
    where: { publisher, endedAt: null, account: { closedAt: null } },
    _count: true,
  });
  return new Map(groups.map(({ advisoryId, _count }) => [advisoryId, _count]));
}

const countSigned = async (publisher: string, at: Date) =>
  database().account.count({ where: await signedAccounts(database(), publisher, at) });

async function signedAmong(publisher: string, ids: readonly string[], at: Date): Promise<ReadonlySet<string>> {
  const where = { AND: [{ id: { in: [...ids] } }, await signedAccounts(database(), publisher, at)] };
  return new Set((await database().account.findMany({ where, select: { id: true } })).map(({ id }) => id));
}

const withNames = {
  account: { select: { id: true, legalName: true } },
  grantedBy: true,
  endedBy: true,
} satisfies Prisma.AdvisoryGrantInclude;
type GrantRow = Prisma.AdvisoryGrantGetPayload<{ include: typeof withNames }>;

const endOf = ({ ended }: DeskGrant) => ended?.at.getTime() ?? 0;

async function withSight(publisher: string, rows: readonly GrantRow[], at: Date): Promise<DeskGrant[]> {
  const open = rows.filter(({ endedAt }) => endedAt === null).map(({ accountId }) => accountId);
  const signed = await signedAmong(publisher, open, at);
  const members = await readyMembers(database(), publisher, open, at);
  const reading = new Set(members.map(({ accountId }) => accountId));
  const sightOf = (accountId: string) => {
    if (!signed.has(accountId)) return "unsigned";
    return reading.has(accountId) ? "sees" : "unread";
  };
  const nameOf = async (person: GrantRow["grantedBy"]) => (await openPerson(database(), person)).name;
  return Promise.all(
    rows.map(async ({ id, account, accountId, grantedAt, grantedBy, endedAt, endedBy }) => ({
      ...{ id, account, grantedAt, grantedBy: await nameOf(grantedBy) },
      ended: endedAt && endedBy && { at: endedAt, by: await nameOf(endedBy) },
      sight: endedAt === null ? sightOf(accountId) : null,
    })),
  );
}
