/** An objection as both sides see it. Whose it is, and who may look, is settled by who asks for it. */
import { openPerson } from "@/server/accounts/people";
import { type ObjectionContent, openObjection, openSaid } from "@/server/objections/sealed-objection";
import { database } from "@/server/platform/database";
import type { Prisma } from "@/server/platform/generated/prisma/client";
import type {
  HoldDecision,
  ObjectionEntryKind,
  ObjectionGround,
  ObjectionMitigation,
  ObjectionState,
} from "@/server/platform/generated/prisma/enums";

export interface ObjectionSummary {
  readonly id: string;
  readonly reference: string;
  readonly accountId: string;
  readonly accountName: string;
  readonly changeId: string;
  /** Of the sub-processor that comes, changes or goes. */
  readonly changeName: string;
  readonly ground: ObjectionGround;
  readonly mitigation: ObjectionMitigation;
  readonly state: ObjectionState;
  readonly filedAt: Date;
  readonly acknowledgedAt: Date | null;
  /** By when whoever's turn it is should answer. */
  readonly dueAt: Date | null;
  readonly closedAt: Date | null;
}

export type Author = "account" | "publisher" | "product";

export interface ObjectionEntryView {
  readonly id: string;
  readonly kind: ObjectionEntryKind;
  readonly by: Author;
  /** The contact's name, for both sides to see; staff speak for the publisher and are not named. */
  readonly name: string | null;
  readonly mitigation: ObjectionMitigation | null;
  readonly replyBy: Date | null;
  /** Null where nothing was written, or it was erased. */
  readonly text: string | null;
  readonly at: Date;
}

export interface ObjectionFileView {
  readonly id: string;
  /** Null where it was erased. */
  readonly name: string | null;
  readonly bytes: number;
  readonly by: Author;
  readonly at: Date;
}

/** What was promised to one account. */
export interface ControlView {
  readonly id: string;
  readonly objectionId: string;
  readonly reference: string;
  readonly changeName: string;
  readonly mitigation: ObjectionMitigation;
  /** Null where it was erased. */
  readonly text: string | null;
  readonly since: Date;
}

export interface ObjectionView extends ObjectionSummary {
  /** Null where the account's data was erased. */
  readonly content: ObjectionContent | null;
  readonly filedBy: string;
  /** Oldest first. */
  readonly entries: readonly ObjectionEntryView[];
  readonly files: readonly ObjectionFileView[];
  readonly control: ControlView | null;
  /** How the account's hold was last decided; null while it is open. */
  readonly decision: HoldDecision | null;
  /** Whether a decision is open. */
  readonly onHold: boolean;
  /** Whether the sealed record of an unresolved one is there. */
  readonly recorded: boolean;
}

export const summaryColumns = {
  include: { account: { select: { legalName: true } }, change: { select: { name: true } } },
} as const;

type SummaryRow = Prisma.ObjectionGetPayload<typeof summaryColumns>;

export function summaryOf({ account, change, ...row }: SummaryRow): ObjectionSummary {
  const { id, reference, accountId, changeId, ground, mitigation, state, filedAt, acknowledgedAt, dueAt, closedAt } =
    row;
  return {
    ...{ id, reference, accountId, changeId, ground, mitigation, state, filedAt, acknowledgedAt, dueAt, closedAt },
    ...{ accountName: account.legalName, changeName: change.name },
  };
}

const person = { include: { person: true } } as const;
const whole = {
  include: {
    ...summaryColumns.include,
    filedBy: person,
    entries: { include: { membership: person, control: true }, orderBy: { position: "asc" } },
    files: { include: { file: { select: { bytes: true } } }, orderBy: [{ createdAt: "asc" }, { id: "asc" }] },
    record: { select: { sealedAt: true } },
  },
} as const satisfies Prisma.ObjectionDefaultArgs;
type WholeRow = Prisma.ObjectionGetPayload<typeof whole>;

/** @param where bound to an account by the caller's right, or every account of a publisher for staff */
export async function readObjection(where: Prisma.ObjectionWhereInput): Promise<ObjectionView | null> {
  const row = await database().objection.findFirst({ where, ...whole });
  if (row === null) return null;
  const { accountId, changeId } = row;
  const holds = await database().hold.findMany({
    where: { accountId, changeId, reason: "objection" },
    select: { decision: true },
    orderBy: { createdAt: "asc" },
  });
  return {
    ...summaryOf(row),
    content: await openObjection(database(), row),
    filedBy: (await openPerson(database(), row.filedBy.person)).name,
    entries: await Promise.all(row.entries.map((entry) => entryOf(entry, accountId))),
    files: await Promise.all(row.files.map((file) => fileOf(file, accountId))),
    control: await controlOf(row),
    decision: holds.at(-1)?.decision ?? null,
    onHold: holds.some(({ decision }) => decision === null),
    recorded: row.record !== null,
  };
}

async function entryOf(entry: WholeRow["entries"][number], accountId: string): Promise<ObjectionEntryView> {
  const { id, kind, membership, staffId, mitigation, replyBy, sealed, createdAt } = entry;
  return {
    ...{ id, kind, mitigation, replyBy, at: createdAt, by: authorOf({ membershipId: entry.membershipId, staffId }) },
    name: membership === null ? null : (await openPerson(database(), membership.person)).name,
    text: sealed === null ? null : await openSaid(database(), { id, accountId, sealed }),
  };
}

async function fileOf(row: WholeRow["files"][number], accountId: string): Promise<ObjectionFileView> {
  const { id, sealed, file, createdAt } = row;
  const name = await openSaid(database(), { id, accountId, sealed });
  return { id, name, bytes: Number(file.bytes), by: authorOf(row), at: createdAt };
}

function authorOf({ membershipId, staffId }: { membershipId: string | null; staffId: string | null }): Author {
  if (membershipId !== null) return "account";
  return staffId === null ? "product" : "publisher";
}

async function controlOf(row: WholeRow): Promise<ControlView | null> {
  const agreed = row.entries.find(({ control }) => control !== null);
  if (agreed === undefined || agreed.control === null || agreed.mitigation === null) return null;
  const { id, sealed, mitigation, control } = agreed;
  return {
    ...{ id: control.id, objectionId: row.id, reference: row.reference, changeName: row.change.name },
    ...{ mitigation, since: control.since },
    text: sealed === null ? null : await openSaid(database(), { id, accountId: row.accountId, sealed }),
  };
}

/** What was promised to an account, the newest first. */
export async function controlsOf(accountId: string, publisher: string): Promise<ControlView[]> {
  const rows = await database().objection.findMany({
    where: { accountId, change: { publisher }, entries: { some: { control: { isNot: null } } } },
    ...whole,
    orderBy: { closedAt: "desc" },
    take: 100,
  });
  return (await Promise.all(rows.map(controlOf))).filter((control) => control !== null);
}
