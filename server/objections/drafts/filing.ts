/** Filing: a draft becomes an objection, which is acknowledged with its reference in the same moment. */
import type { ContactViewer } from "@/server/access/permissions";
import { Refusal } from "@/server/access/refusal";
import { recordEvent } from "@/server/audit/events";
import type { Pack } from "@/server/content/pack";
import { staffReplyBy } from "@/server/objections/deadlines";
import { lockDraft, wantOrderForms } from "@/server/objections/drafts/drafts";
import { addEntry } from "@/server/objections/entries";
import { findObjection } from "@/server/objections/find-objection";
import { newReference } from "@/server/objections/reference";
import { refusingAsTold } from "@/server/objections/refusals";
import { isGround, isMitigation, missingIn } from "@/server/objections/schema";
import { type DraftContent, openDraft, openSaid, sealObjection, sealSaid } from "@/server/objections/sealed-objection";
import { toAccount, toStaff } from "@/server/objections/tell";
import { type Database, databaseTime, type Transaction } from "@/server/platform/database";
import { newId } from "@/server/platform/ids";
import type { Locale } from "@/server/words/locale";
import { wordsIn } from "@/server/words/words";

/** @returns the objection's id, the draft's own: the same form sent twice files once */
export async function fileObjection(
  database: Database,
  pack: Pack,
  viewer: ContactViewer,
  { draftId, locale }: { readonly draftId: string; readonly locale: Locale },
): Promise<string> {
  const mine = { id: draftId, accountId: viewer.contact.accountId };
  await refusingAsTold(() =>
    database.$transaction(async (transaction) => {
      await transaction.$queryRaw`SELECT id::text FROM "ObjectionDraft" WHERE id = ${draftId}::uuid FOR UPDATE`;
      if ((await transaction.objection.count({ where: mine })) > 0) return;
      await insertObjection(transaction, viewer, draftId, locale);
      await acknowledge(transaction, pack, viewer, draftId);
    }),
  );
  return draftId;
}

async function insertObjection(
  transaction: Transaction,
  viewer: ContactViewer,
  draftId: string,
  locale: Locale,
): Promise<void> {
  const { accountId, membershipId } = viewer.contact;
  const draft = await lockDraft(transaction, viewer, draftId);
  const written = await openDraft(transaction, { ...draft, accountId });
  if (written === null) throw new Refusal((words) => words("objections.refused.draftGone"));
  const { ground, mitigation } = await complete(transaction, accountId, written, locale);
  const forms = await transaction.orderForm.findMany({
    where: { accountId, id: { in: written.orderForms } },
    select: { reference: true },
    orderBy: { reference: "asc" },
  });
  const { explanation, wish } = written;
  const content = { explanation, wish, locale, orderForms: forms.map(({ reference }) => reference) };
  await transaction.objection.create({
    data: {
      ...{ id: draftId, accountId, changeId: draft.changeId, filedById: membershipId, reference: newReference() },
      ...{ ground, mitigation, orderFormIds: written.orderForms },
      sealed: await sealObjection(transaction, { id: draftId, accountId }, content),
    },
  });
  for (const { id, sealed, fileId } of draft.files) {
    const name = (await openSaid(transaction, { id, accountId, sealed })) ?? "";
    const row = { id: newId(), accountId };
    await transaction.objectionFile.create({
      data: { id: row.id, objectionId: draftId, membershipId, fileId, sealed: await sealSaid(transaction, row, name) },
    });
  }
  await transaction.objectionDraftFile.deleteMany({ where: { draftId } });
  await transaction.objectionDraft.delete({ where: { id: draftId } });
}

/** @throws Refusal with what is missing first, at its field */
async function complete(transaction: Transaction, accountId: string, written: DraftContent, locale: Locale) {
  const { ground, mitigation } = written;
  const [missing] = missingIn(written, wordsIn(locale));
  if (missing !== undefined) throw new Refusal((words) => words(`objections.missing.${missing.field}`), missing.field);
  if (!isGround(ground) || !isMitigation(mitigation))
    throw new Refusal((words) => words("objections.refused.draftGone"));
  await wantOrderForms(transaction, accountId, written.orderForms);
  return { ground, mitigation };
}

/** With the reference, on the page that follows and by mail; from here on staff have their days to answer. */
async function acknowledge(transaction: Transaction, pack: Pack, viewer: ContactViewer, id: string): Promise<void> {
  const { row, teller, dataKeyId } = await findObjection(transaction, pack, { id });
  const replyBy = staffReplyBy(await databaseTime(transaction), pack.publisher.portal.objections);
  const { accountId, reference, ground } = row;
  await recordEvent(transaction, {
    ...{ kind: "objection.filed", actorId: viewer.personId, accountId, subjectId: id, dataKeyId },
    details: { email: viewer.email, reference, ground },
  });
  await addEntry(transaction, row, { kind: "acknowledgement", replyBy });
  await recordEvent(transaction, {
    ...{ kind: "objection.acknowledged", actorId: null, accountId, subjectId: id, dataKeyId },
    details: { reference },
  });
  await toAccount(transaction, teller, { told: "acknowledged", day: replyBy });
  await toStaff(transaction, teller, { told: "filedForStaff", day: replyBy });
}
