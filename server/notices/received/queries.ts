/** Notices as the account that got them sees them. Nothing of another account is read here. */
import type { ContactViewer } from "@/server/access/permissions";
import { openPerson } from "@/server/accounts/people";
import { isInForce } from "@/server/notices/received/policy";
import { type AccountStanding, accountStandings } from "@/server/notices/received/standing";
import { type NoticeContent, openContent, openRecipient, openRecord } from "@/server/notices/sealed-notice";
import { database } from "@/server/platform/database";
import type {
  ChangeKind,
  ChangeState,
  DeliveryState,
  NoticeKind,
  NoticeRelation,
} from "@/server/platform/generated/prisma/enums";

export interface NoticedChange extends AccountStanding {
  readonly id: string;
  readonly kind: ChangeKind;
  readonly state: ChangeState;
  /** Of the sub-processor that comes, changes or goes. */
  readonly name: string;
  /** Whether customers have the notice time before it takes effect. */
  readonly waits: boolean;
  readonly withdrawnReason: string | null;
}

export interface NoticeSummary {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly relation: NoticeRelation | null;
  readonly preparedAt: Date;
  /** Null: no message was taken yet, or the one that was came back. */
  readonly givenAt: Date | null;
  /** The first confirmation of a contact. */
  readonly confirmedAt: Date | null;
  /** Null for notices of other things than a change. */
  readonly change: NoticedChange | null;
  /** What a notice of something else is headed with; null of a change, and where the account's data was erased. */
  readonly subject: string | null;
}

const pageSize = 50;

const summaryColumns = {
  include: {
    notice: { include: { change: true } },
    receipts: { orderBy: { confirmedAt: "asc" }, take: 1, select: { confirmedAt: true } },
  },
} as const;

/** Newest first. @param before the id of the last notice of the page before */
export async function listNotices(
  viewer: ContactViewer,
  publisher: string,
  before?: string,
): Promise<{ notices: NoticeSummary[]; next: string | null }> {
  const { accountId } = viewer.contact;
  const rows = await database().accountNotice.findMany({
    where: { accountId, preparedAt: { not: null }, notice: { publisher } },
    orderBy: [{ createdAt: "desc" }, { noticeId: "desc" }],
    take: pageSize + 1,
    ...summaryColumns,
    ...(before === undefined ? {} : { cursor: { noticeId_accountId: { noticeId: before, accountId } }, skip: 1 }),
  });
  const shown = rows.slice(0, pageSize);
  const notices = await summaries(accountId, shown);
  return { notices, next: rows.length > pageSize ? (shown.at(-1)?.noticeId ?? null) : null };
}

/** Changes on their way for the account, also where they are in force for others already and not for it. */
export async function listComing(viewer: ContactViewer, publisher: string, at: Date): Promise<NoticeSummary[]> {
  const { accountId } = viewer.contact;
  const rows = await database().accountNotice.findMany({
    where: {
      ...{ accountId, preparedAt: { not: null } },
      notice: { publisher, kind: "change", change: { state: { in: ["approved", "noticed", "effective"] } } },
    },
    orderBy: [{ createdAt: "desc" }, { noticeId: "desc" }],
    take: pageSize,
    ...summaryColumns,
  });
  const all = await summaries(accountId, rows);
  return all.filter(({ change }) => change !== null && !change.excluded && !isInForce(change, at));
}

/** What of the register is in effect for others and not for the account, by the register's id of whom it is about. */
export interface Withheld {
  /** By additions and replacements: the account stays without the sub-processor. */
  readonly newcomers: ReadonlyMap<string, NoticedChange>;
  /** The account stays with what the register said before. */
  readonly amendments: ReadonlyMap<string, NoticedChange>;
}

/** Of several changes that are about one sub-processor the last counts. */
export async function listWithheld(viewer: ContactViewer, publisher: string, at: Date): Promise<Withheld> {
  const { accountId } = viewer.contact;
  const rows = await database().accountNotice.findMany({
    where: {
      ...{ accountId, preparedAt: { not: null } },
      notice: { publisher, kind: "change", change: { state: "effective", waits: true, kind: { not: "removal" } } },
    },
    orderBy: [{ createdAt: "desc" }, { noticeId: "desc" }],
    ...summaryColumns,
  });
  const last = { newcomers: new Map<string, NoticedChange>(), amendments: new Map<string, NoticedChange>() };
  const all = await summaries(accountId, rows);
  for (const [index, { change }] of all.entries()) {
    const slug = rows[index]?.notice.change?.slug;
    if (change === null || slug === undefined) continue;
    const group = change.kind === "amendment" ? last.amendments : last.newcomers;
    if (!group.has(slug)) group.set(slug, change);
  }
  const withheld = (group: ReadonlyMap<string, NoticedChange>) =>
    new Map([...group].filter(([, change]) => !isInForce(change, at)));
  return { newcomers: withheld(last.newcomers), amendments: withheld(last.amendments) };
}

type Found = NonNullable<Awaited<ReturnType<typeof findRow>>>;
type SummaryColumn = "noticeId" | "relation" | "preparedAt" | "createdAt" | "givenAt" | "sealed" | "notice";
type SummaryRow = Pick<Found, SummaryColumn> & {
  readonly receipts: readonly { readonly confirmedAt: Date }[];
};

async function summaries(accountId: string, rows: readonly SummaryRow[]): Promise<NoticeSummary[]> {
  const changeIds = rows.flatMap(({ notice }) => notice.changeId ?? []);
  const standings = await accountStandings(database(), accountId, changeIds);
  return Promise.all(
    rows.map(async (row) => ({
      id: row.noticeId,
      kind: row.notice.kind,
      relation: row.relation,
      preparedAt: row.preparedAt ?? row.createdAt,
      givenAt: row.givenAt,
      confirmedAt: row.receipts[0]?.confirmedAt ?? null,
      change: changeOf(row, standings),
      subject: await subjectOf(row, accountId),
    })),
  );
}

async function subjectOf({ noticeId, notice, sealed }: SummaryRow, accountId: string): Promise<string | null> {
  if (notice.changeId !== null || sealed === null) return null;
  return (await openContent(database(), { noticeId, accountId, sealed }))?.subject ?? null;
}

const unknownStanding: AccountStanding = { windowUntil: null, effectiveAt: null, onHold: false, excluded: false };

function changeOf({ notice: { change } }: SummaryRow, standings: ReadonlyMap<string, AccountStanding>) {
  if (change === null) return null;
  const { id, kind, state, name, waits, withdrawnReason } = change;
  return { id, kind, state, name, waits, withdrawnReason, ...(standings.get(id) ?? unknownStanding) };
}

export interface NoticeMessage {
  readonly id: string;
  /** Null where the account's data was erased. */
  readonly recipient: string | null;
  readonly messageId: string;
  readonly state: DeliveryState;
  readonly attempts: number;
  /** What the mail server said, without addresses. */
  readonly serverResponse: string | null;
  readonly acceptedAt: Date | null;
  readonly bouncedAt: Date | null;
  /** The message that it follows, which failed or came back. */
  readonly replacesId: string | null;
}

export interface NoticeReceiptView {
  readonly membershipId: string;
  readonly name: string;
  readonly confirmedAt: Date;
}

export interface NoticeView extends NoticeSummary {
  /** Null where the account's data was erased. */
  readonly content: NoticeContent | null;
  readonly messages: readonly NoticeMessage[];
  readonly receipts: readonly NoticeReceiptView[];
  /** Staff told the account another way than by mail. */
  readonly record: { readonly text: string | null; readonly recordedAt: Date } | null;
}

/** Null also where the notice is another account's, or is not written yet. */
export async function findNotice(viewer: ContactViewer, publisher: string, id: string): Promise<NoticeView | null> {
  return readAccountNotice(publisher, id, viewer.contact.accountId);
}

/** The notice by which the account was told of a change. */
export async function findNoticeOfChange(viewer: ContactViewer, changeId: string): Promise<string | null> {
  const row = await database().accountNotice.findFirst({
    where: {
      ...{ accountId: viewer.contact.accountId, preparedAt: { not: null } },
      notice: { changeId, kind: "change" },
    },
    select: { noticeId: true },
  });
  return row?.noticeId ?? null;
}

/** One account's notice whole. Who asks for it for staff has asked for their permission. */
export async function readAccountNotice(publisher: string, id: string, accountId: string): Promise<NoticeView | null> {
  const row = await findRow(publisher, id, accountId);
  const sealed = row?.sealed;
  if (row === null || sealed === undefined || sealed === null) return null;
  const [summary] = await summaries(accountId, [row]);
  if (summary === undefined) return null;
  return {
    ...summary,
    content: await openContent(database(), { noticeId: id, accountId, sealed }),
    messages: await Promise.all(row.deliveries.map((delivery) => messageOf(delivery, accountId))),
    receipts: await Promise.all(row.receipts.map(receiptOf)),
    record: row.record && {
      text: await openRecord(database(), { noticeId: id, accountId, sealed: row.record.sealed }),
      recordedAt: row.record.recordedAt,
    },
  };
}

function findRow(publisher: string, noticeId: string, accountId: string) {
  return database().accountNotice.findFirst({
    where: { noticeId, accountId, preparedAt: { not: null }, notice: { publisher } },
    include: {
      notice: { include: { change: true } },
      deliveries: { orderBy: [{ createdAt: "asc" }, { id: "asc" }] },
      receipts: { orderBy: { confirmedAt: "asc" }, include: { membership: { include: { person: true } } } },
      record: true,
    },
  });
}

async function messageOf(row: Found["deliveries"][number], accountId: string): Promise<NoticeMessage> {
  const { id, sealed, messageId, state, attempts, serverResponse, acceptedAt, bouncedAt, replacesId } = row;
  const opened = sealed === null ? null : await openRecipient(database(), { id, accountId, sealed });
  const recipient = opened?.email ?? null;
  return { id, recipient, messageId, state, attempts, serverResponse, acceptedAt, bouncedAt, replacesId };
}

async function receiptOf({ membership, confirmedAt }: Found["receipts"][number]): Promise<NoticeReceiptView> {
  return { membershipId: membership.id, name: (await openPerson(database(), membership.person)).name, confirmedAt };
}
