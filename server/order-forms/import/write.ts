/** Writes what was shown, all or nothing, with an audit event for each order form and one for the whole. */
import type { Viewer } from "@/server/access/viewer";
import { type AuditEntry, recordEvent, recordEvents } from "@/server/audit/events";
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

/** Rows that are written with one statement: few enough that other work is not held up while it is put together. */
const atOnce = 100;

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
  const moving = plan.rows.filter((row) => row.step !== "leave");
  for (const rows of inParts(moving)) await writeRows(transaction, rows, viewer.personId);
  const added = moving.filter((row) => row.step === "add").length;
  const counts = { added, changed: moving.length - added, unchanged: plan.rows.length - moving.length };
  const details = { ...counts, sha256: upload.sha256 };
  await recordEvent(transaction, { kind: "order-forms.imported", actorId: viewer.personId, subjectId: id, details });
  await transaction.orderFormImport.update({ where: { id }, data: { ...counts, sealed: null, doneAt: at } });
  return "done";
}

/** The rows as one JSON text, which costs the server far less than a statement's parameter for every value. */
async function writeRows(transaction: Transaction, rows: readonly PlannedRow[], actorId: string): Promise<void> {
  await openDataKeys(transaction, [...new Set(rows.map(({ account }) => account.dataKeyId))]);
  const entries: AuditEntry[] = [];
  const written: object[] = [];
  for (const { account, terms, existing } of rows) {
    const place = { id: existing?.id ?? newId(), accountId: account.id, dataKeyId: account.dataKeyId };
    const sealed = Buffer.from(await sealContacts(transaction, place, terms.contacts)).toString("base64");
    written.push({ id: place.id, accountId: place.accountId, ...columnsOf(terms), sealed });
    const kind = existing === null ? "order-form.created" : "order-form.changed";
    entries.push(auditEntryOf(kind, place, terms, actorId));
  }
  // What an update would touch besides these columns, or a row that has ended, the database refuses.
  await transaction.$executeRaw`
    INSERT INTO "OrderForm" (id, "accountId", reference, regions, services, restricted, "approvedSubProcessors", sealed)
    SELECT w.id, w."accountId", w.reference, w.regions, w.services, w.restricted, w."approvedSubProcessors", decode(w.sealed, 'base64')
    FROM jsonb_to_recordset(${JSON.stringify(written)}::jsonb) AS w(id uuid, "accountId" uuid, reference text,
      regions text[], services text[], restricted boolean, "approvedSubProcessors" text[], sealed text)
    ON CONFLICT (id) DO UPDATE SET regions = excluded.regions, services = excluded.services,
      restricted = excluded.restricted, "approvedSubProcessors" = excluded."approvedSubProcessors", sealed = excluded.sealed`;
  await recordEvents(transaction, entries);
}

function* inParts<Row>(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let start = 0; start < rows.length; start += atOnce) yield rows.slice(start, start + atOnce);
}
