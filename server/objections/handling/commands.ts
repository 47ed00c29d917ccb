/** What the data protection officer does with an objection: answers, proposes, closes it unresolved, decides on its hold. */
import { Refusal } from "@/server/access/refusal";
import type { Viewer } from "@/server/access/viewer";
import { type AuditDetails, recordEvent } from "@/server/audit/events";
import type { AuditKind } from "@/server/audit/kinds";
import type { Pack } from "@/server/content/pack";
import { addJob } from "@/server/jobs/queue";
import { sealDecision } from "@/server/notices/sealed-notice";
import { accountReplyBy } from "@/server/objections/deadlines";
import { addEntry, type NewEntry } from "@/server/objections/entries";
import { type FoundObjection, findObjection } from "@/server/objections/find-objection";
import { sealOutcomeJob } from "@/server/objections/record/job";
import { refusingAsTold } from "@/server/objections/refusals";
import { toAccount } from "@/server/objections/tell";
import { type Database, databaseTime, type Transaction } from "@/server/platform/database";
import type { HoldDecision, ObjectionMitigation } from "@/server/platform/generated/prisma/enums";

interface Officer {
  readonly database: Database;
  readonly pack: Pack;
  readonly viewer: Viewer;
}

export const answerAccount = (officer: Officer, { objectionId, text }: { objectionId: string; text: string }) =>
  handle(officer, objectionId, async (transaction, found) => {
    await step(transaction, officer, found, "objection.message", { kind: "message", text });
    await toAccount(transaction, found.teller, { told: "messageFromStaff" });
  });

export const proposeMitigation = (
  officer: Officer,
  input: { readonly objectionId: string; readonly proposed: ObjectionMitigation; readonly what: string },
) =>
  handle(officer, input.objectionId, async (transaction, found) => {
    const replyBy = accountReplyBy(await databaseTime(transaction), officer.pack.publisher.portal.objections);
    const { proposed: mitigation, what: text } = input;
    await step(
      transaction,
      officer,
      found,
      "objection.proposed",
      { kind: "proposal", mitigation, text, replyBy },
      { mitigation },
    );
    await toAccount(transaction, found.teller, { told: "proposed", day: replyBy });
  });

/** The mail with the sealed record goes out when the record is made. The account's hold is left to a decision. */
export const closeUnresolved = (
  officer: Officer,
  { objectionId, text }: { readonly objectionId: string; readonly text: string },
) =>
  handle(officer, objectionId, async (transaction, found) => {
    await step(transaction, officer, found, "objection.unresolved", { kind: "unresolved", text });
    await addJob(transaction, sealOutcomeJob, { objectionId });
  });

/** Whether the change comes into force for an account whose objection stayed unresolved. */
export const decideHold = (
  officer: Officer,
  input: { readonly objectionId: string; readonly decision: HoldDecision; readonly reason: string },
) =>
  handle(officer, input.objectionId, async (transaction, { row, dataKeyId }) => {
    const { accountId, changeId, reference } = row;
    const hold = await transaction.hold.findFirst({
      where: { accountId, changeId, reason: "objection", decision: null },
    });
    if (hold === null) throw new Refusal((words) => words("objections.refused.decided"));
    const { decision } = input;
    await transaction.hold.update({
      where: { id: hold.id },
      data: {
        ...{ decision, decidedById: officer.viewer.personId },
        sealed: await sealDecision(transaction, hold, input.reason),
      },
    });
    await recordEvent(transaction, {
      ...{ kind: "hold.decided", actorId: officer.viewer.personId, accountId, subjectId: changeId, dataKeyId },
      details: { decision, reference },
    });
  });

function handle(
  { database, pack }: Officer,
  id: string,
  work: (transaction: Transaction, found: FoundObjection) => Promise<void>,
): Promise<void> {
  return refusingAsTold(() =>
    database.$transaction(async (transaction) => work(transaction, await findObjection(transaction, pack, { id }))),
  );
}

async function step(
  transaction: Transaction,
  { viewer }: Officer,
  { row, dataKeyId }: FoundObjection,
  kind: AuditKind,
  entry: NewEntry,
  details: AuditDetails = {},
): Promise<void> {
  await addEntry(transaction, row, { ...entry, staffId: viewer.personId });
  const { id: subjectId, accountId, reference } = row;
  await recordEvent(transaction, {
    ...{ kind, actorId: viewer.personId, accountId, subjectId, dataKeyId },
    details: { reference, ...details },
  });
}
