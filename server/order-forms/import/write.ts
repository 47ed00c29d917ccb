/** Writes what was shown, all or nothing, with an audit event for each order form and one for the whole. */
import type { Viewer } from "@/server/access/viewer";
import { recordEvent, recordEvents } from "@/server/audit/events";
import { openDataKeys } from "@/server/keys/data-keys";
import type { OrderFormChoices } from "@/server/order-forms/choices";
import { auditEntryOf, columnsOf } from "@/server/order-forms/commands";
import { readCsv } from "@/server/order-forms/import/csv";
import { type PlannedRow, planImport } from "@/server/order-forms/import/plan";
import { readUpload } from "@/server/order-forms/import/uploads";
import { sealContacts } from "@/server/order-forms/sealed-contacts";
import { minutes } from "@/server/platform/clock";
import type { Database, Transaction } from "@/server/platform/database";
import { newId } from "@/server/platform/ids";

/** `outdated`: what would be written now is not what was shown. `gone`: there is no such file any more. */
export type WriteOutcome = "done" | "outdated" | "gone";

/** Rows that are written with one statement. */
const atOnce = 500;

/** @param shown the digest of the plan that the person was shown */
export async function writeImport(
  database: Database,
  viewer: Viewer,
  { id, shown }: { readonly id: string; readonly shown: string },
  choices: OrderFormChoices,
  at: Date,
): Promise<WriteOutcome> {
  return database.$transaction((transaction) => write(transaction, viewer, { id, shown }, choices, at), {
    maxWait: 15_000,
    timeout: 5 * minutes,
  });
}

async function write(
  transaction: Transaction,
  viewer: Viewer,
  { id, shown }: { readonly id: string; readonly shown: string },
  choices: OrderFormChoices,
  at: Date,
): Promise<WriteOutcome> {
  // Nobody else writes an order form until this is done: what is planned next is what is written. Reading goes on.
  await transaction.$executeRaw`LOCK TABLE "OrderForm" IN SHARE ROW EXCLUSIVE MODE`;
  await transaction.$queryRaw`SELECT id::text FROM "OrderFormImport" WHERE id = ${id}::uuid FOR UPDATE`;
  const upload = await readUpload(transaction, viewer, id, at);
  if (upload === null) return "gone";
  if (upload.state === "done") return "done";
  const plan = await planImport(transaction, await readCsv(upload.file.data), choices);
  if (plan.problems.length > 0 || plan.digest !== shown) return "outdated";
  const of = (step: PlannedRow["step"]) => plan.rows.filter((row) => row.step === step);
  const [added, changed] = [of("add"), of("change")];
  for (const rows of inParts(added)) await writeAdded(transaction, rows, viewer.personId);
  for (const rows of inParts(changed)) await writeChanged(transaction, rows, viewer.personId);
  const counts = { added: added.length, changed: changed.length, unchanged: of("leave").length };
  const details = { ...counts, sha256: upload.sha256 };
  await recordEvent(transaction, { kind: "order-forms.imported", actorId: viewer.personId, subjectId: id, details });
  await transaction.orderFormImport.update({ where: { id }, data: { ...counts, sealed: null, doneAt: at } });
  return "done";
}

async function writeAdded(transaction: Transaction, rows: readonly PlannedRow[], actorId: string): Promise<void> {
  await openDataKeys(transaction, [...new Set(rows.map(({ account }) => account.dataKeyId))]);
  const made = [];
  for (const { account, terms } of rows) {
    const place = { id: newId(), accountId: account.id, dataKeyId: account.dataKeyId };
    made.push({ place, terms, sealed: await sealContacts(transaction, place, terms.contacts) });
  }
  await transaction.orderForm.createMany({
    data: made.map(({ place: { id, accountId }, terms, sealed }) => ({ id, accountId, ...columnsOf(terms), sealed })),
  });
  const entries = made.map(({ place, terms }) => auditEntryOf("order-form.created", place, terms, actorId));
  await recordEvents(transaction, entries);
}

async function writeChanged(transaction: Transaction, rows: readonly PlannedRow[], actorId: string): Promise<void> {
  await openDataKeys(transaction, [...new Set(rows.map(({ account }) => account.dataKeyId))]);
  const entries = [];
  const changes = [];
  for (const { account, terms, existing } of rows) {
    if (existing === null) continue;
    const place = { id: existing.id, accountId: account.id, dataKeyId: account.dataKeyId };
    const sealed = Buffer.from(await sealContacts(transaction, place, terms.contacts)).toString("base64");
    changes.push({ id: existing.id, ...columnsOf(terms), sealed });
    entries.push(auditEntryOf("order-form.changed", place, terms, actorId));
  }
  // An order form that ended would have its line in the plan's problems, and the database would refuse it.
  await transaction.$executeRaw`
    UPDATE "OrderForm" o SET regions = c.regions, services = c.services, restricted = c.restricted,
      "approvedSubProcessors" = c."approvedSubProcessors", sealed = decode(c.sealed, 'base64')
    FROM jsonb_to_recordset(${JSON.stringify(changes)}::jsonb)
      AS c(id uuid, regions text[], services text[], restricted boolean, "approvedSubProcessors" text[], sealed text)
    WHERE o.id = c.id`;
  await recordEvents(transaction, entries);
}

function* inParts<Row>(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let start = 0; start < rows.length; start += atOnce) yield rows.slice(start, start + atOnce);
}
