/** What an account does with its objection: writes, answers a proposal, withdraws. */
import type { ContactViewer } from "@/server/access/permissions";
import { recordEvent } from "@/server/audit/events";
import type { AuditKind } from "@/server/audit/kinds";
import type { Pack } from "@/server/content/pack";
import { staffReplyBy } from "@/server/objections/deadlines";
import { addEntry, type NewEntry } from "@/server/objections/entries";
import { findObjection } from "@/server/objections/find-objection";
import type { Told } from "@/server/objections/messages";
import { refusingAsTold } from "@/server/objections/refusals";
import { toAccount, toStaff } from "@/server/objections/tell";
import { type Database, databaseTime } from "@/server/platform/database";

interface Step {
  readonly entry: Omit<NewEntry, "membershipId" | "staffId" | "replyBy">;
  /** It is the publisher's turn then. */
  readonly wantsReply?: boolean;
  readonly event: AuditKind;
  readonly staff: Told;
  /** Where the account's other contacts have to know as well. */
  readonly account?: Told;
}

export const writeMessage = (
  database: Database,
  pack: Pack,
  viewer: ContactViewer,
  input: { objectionId: string; text: string },
) =>
  take(database, pack, viewer, input.objectionId, {
    ...{ entry: { kind: "message", text: input.text }, event: "objection.message", staff: "messageFromAccount" },
  });

interface Answer {
  readonly objectionId: string;
  readonly proposalId: string;
}

/** What was proposed becomes a control of the account, and its hold is decided as agreed: by the database, with the entry. */
export const acceptProposal = (database: Database, pack: Pack, viewer: ContactViewer, input: Answer) =>
  take(database, pack, viewer, input.objectionId, {
    entry: { kind: "acceptance", answersId: input.proposalId },
    ...{ event: "objection.accepted", staff: "accepted", account: "acceptedForAccount" },
  });

export const declineProposal = (
  database: Database,
  pack: Pack,
  viewer: ContactViewer,
  input: Answer & { readonly why: string },
) =>
  take(database, pack, viewer, input.objectionId, {
    entry: { kind: "decline", answersId: input.proposalId, text: input.why },
    ...{ wantsReply: true, event: "objection.declined", staff: "declined" },
  });

export const withdrawObjection = (
  database: Database,
  pack: Pack,
  viewer: ContactViewer,
  input: { readonly objectionId: string; readonly text: string },
) =>
  take(database, pack, viewer, input.objectionId, {
    ...{ entry: { kind: "withdrawal", text: input.text }, event: "objection.withdrawn", staff: "withdrawn" },
  });

async function take(database: Database, pack: Pack, viewer: ContactViewer, id: string, step: Step): Promise<void> {
  const { accountId, membershipId } = viewer.contact;
  await refusingAsTold(() =>
    database.$transaction(async (transaction) => {
      const { row, teller, dataKeyId } = await findObjection(transaction, pack, { id, accountId });
      const day = step.wantsReply
        ? staffReplyBy(await databaseTime(transaction), pack.publisher.portal.objections)
        : undefined;
      await addEntry(transaction, row, {
        ...step.entry,
        membershipId,
        ...(day === undefined ? {} : { replyBy: day }),
      });
      await recordEvent(transaction, {
        ...{ kind: step.event, actorId: viewer.personId, accountId, subjectId: id, dataKeyId },
        details: { email: viewer.email, reference: row.reference },
      });
      await toStaff(transaction, teller, { told: step.staff, day });
      if (step.account !== undefined) await toAccount(transaction, teller, { told: step.account });
    }),
  );
}
