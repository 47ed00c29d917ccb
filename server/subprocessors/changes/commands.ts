/**
 * Changes of the register: proposed by one person, approved by another, withdrawn with a reason. Each step and its audit
 * event commit together. The times, who may approve and what may follow are the database's own (docs/decisions/0011).
 */
import { Refusal } from "@/server/access/refusal";
import type { Viewer } from "@/server/access/viewer";
import { recordEvent } from "@/server/audit/events";
import type { AuditKind } from "@/server/audit/kinds";
import { addJob } from "@/server/jobs/queue";
import type { Database, Transaction } from "@/server/platform/database";
import { newId } from "@/server/platform/ids";
import { announceJob } from "@/server/subprocessors/changes/announcing";
import { changeFingerprint } from "@/server/subprocessors/changes/fingerprint";
import { previousOf } from "@/server/subprocessors/changes/previous";
import { prepare } from "@/server/subprocessors/changes/proposal";
import { refusingAsTold } from "@/server/subprocessors/changes/refusals";
import { changeOf } from "@/server/subprocessors/changes/rows";
import type { ApprovalInput, DraftInput, ProposalInput, WithdrawalInput } from "@/server/subprocessors/changes/schema";
import type { WordKey } from "@/server/words/words";

/** Whose register it is, and the days of notice that its pack promises. */
export interface Keeper {
  readonly publisher: string;
  readonly noticeDays: number;
}

/** @returns the draft's id */
export async function proposeChange(
  database: Database,
  keeper: Keeper,
  viewer: Viewer,
  input: ProposalInput,
): Promise<string> {
  return inOneStep(database, async (transaction) => {
    const { publisher, noticeDays } = keeper;
    const columns = await prepare(transaction, publisher, input);
    const id = newId();
    await transaction.subProcessorChange.create({
      // Whether it waits is worked out by the database, whatever is written here.
      data: { id, publisher, noticeDays, waits: true, authorId: viewer.personId, ...columns },
    });
    await record(transaction, "change.proposed", viewer, { id, publisher, ...columns });
    return id;
  });
}

/** Its author alone edits a draft: whoever approves must not approve what they wrote. */
export async function editDraft(database: Database, keeper: Keeper, viewer: Viewer, input: DraftInput): Promise<void> {
  await inOneStep(database, async (transaction) => {
    const { changeId: id, ...proposal } = input;
    const row = await locked(transaction, keeper, id);
    if (row.authorId !== viewer.personId) refuse("changes.refused.notYours");
    if (row.state !== "draft") refuse("changes.refused.moved");
    const columns = await prepare(transaction, keeper.publisher, proposal);
    if (columns.kind !== row.kind || targetOf(columns) !== targetOf(row)) refuse("changes.refused.anotherChange");
    await transaction.subProcessorChange.update({ where: { id, state: "draft" }, data: columns });
    await record(transaction, "change.edited", viewer, { id, publisher: keeper.publisher, ...columns });
  });
}

export async function approveChange(
  database: Database,
  keeper: Keeper,
  viewer: Viewer,
  { changeId: id, seen }: ApprovalInput,
): Promise<void> {
  await inOneStep(database, async (transaction) => {
    const row = await locked(transaction, keeper, id);
    if (row.authorId === viewer.personId) refuse("changes.refused.author");
    if (row.state !== "draft") refuse("changes.refused.moved");
    const previous = await previousOf(transaction, row);
    if (previous === null && row.kind !== "addition") refuse("changes.refused.notInRegister");
    if (changeFingerprint(changeOf(row, previous), keeper.noticeDays) !== seen) refuse("changes.refused.readAgain");
    await transaction.subProcessorChange.update({
      where: { id, state: "draft" },
      data: { state: "approved", approvedById: viewer.personId, noticeDays: keeper.noticeDays },
    });
    await record(transaction, "change.approved", viewer, row);
    await addJob(transaction, announceJob, {}, announceJob.name);
  });
}

/** Whoever was told of it is told of the withdrawal too: the database makes that notice in the same statement. */
export async function withdrawChange(
  database: Database,
  keeper: Keeper,
  viewer: Viewer,
  { changeId: id, state, reason }: WithdrawalInput,
): Promise<void> {
  await inOneStep(database, async (transaction) => {
    const row = await locked(transaction, keeper, id);
    if (row.state !== state) refuse("changes.refused.moved");
    await transaction.subProcessorChange.update({
      where: { id, state },
      data: { state: "withdrawn", withdrawnById: viewer.personId, withdrawnReason: reason },
    });
    await record(transaction, "change.withdrawn", viewer, row, { state, reason });
    await addJob(transaction, announceJob, {}, announceJob.name);
  });
}

const inOneStep = <Result>(database: Database, work: (transaction: Transaction) => Promise<Result>): Promise<Result> =>
  refusingAsTold(() => database.$transaction(work));

function refuse(sentence: WordKey): never {
  throw new Refusal((words) => words(sentence));
}

const targetOf = (row: { readonly subProcessorId: string | null; readonly replacesId: string | null }) =>
  row.subProcessorId ?? row.replacesId;

/** The row stays as it is until the transaction ends: of two who act at once, the second sees what the first did. */
async function locked(transaction: Transaction, { publisher }: Keeper, id: string) {
  await transaction.$queryRaw`SELECT id::text FROM "SubProcessorChange" WHERE id = ${id}::uuid FOR UPDATE`;
  const row = await transaction.subProcessorChange.findFirst({ where: { id, publisher } });
  return row ?? refuse("changes.refused.gone");
}

interface Recorded {
  readonly id: string;
  readonly publisher: string;
  readonly kind: string;
  readonly name: string;
}

async function record(
  transaction: Transaction,
  kind: AuditKind,
  viewer: Viewer,
  { id, publisher, kind: change, name }: Recorded,
  more: { readonly state?: string; readonly reason?: string } = {},
): Promise<void> {
  const details = { publisher, change, name, ...more };
  await recordEvent(transaction, { kind, actorId: viewer.personId, subjectId: id, details });
}
