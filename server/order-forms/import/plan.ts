/**
 * What an import would do, worked out from the file and what the database holds at this moment. The same is worked out
 * again when it is confirmed: its digest tells whether that is still what the person was shown.
 */
import { createHash } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import type { OrderFormChoices } from "@/server/order-forms/choices";
import { AccountFinder, type FoundAccount } from "@/server/order-forms/import/accounts";
import { readHeadings } from "@/server/order-forms/import/columns";
import type { ReadFile } from "@/server/order-forms/import/csv";
import { type ExistingForm, ExistingForms } from "@/server/order-forms/import/existing";
import { cut, type ImportProblem } from "@/server/order-forms/import/problems";
import { RowReader } from "@/server/order-forms/import/row";
import type { OrderFormTerms } from "@/server/order-forms/schema";
import type { Transaction } from "@/server/platform/database";

export interface PlannedRow {
  readonly line: number;
  readonly step: "add" | "change" | "leave";
  readonly account: FoundAccount;
  readonly terms: OrderFormTerms;
  /** The order form that is there already. */
  readonly existing: ExistingForm | null;
}

export interface ImportPlan {
  /** Of the rows without a problem, in the order of the file. Only a plan without any problem may be written. */
  readonly rows: readonly PlannedRow[];
  readonly problems: readonly ImportProblem[];
  /** How many rows the file has below its headings. */
  readonly read: number;
  /** SHA-256, in hexadecimal, of all that would be written and of what it would replace. */
  readonly digest: string;
}

interface Placed {
  readonly reader: RowReader;
  readonly account: FoundAccount;
  readonly reference: string;
}

/** Rows that are worked through before other work gets its turn. */
const atOnce = 200;

export async function planImport(
  transaction: Transaction,
  file: ReadFile,
  choices: OrderFormChoices,
): Promise<ImportPlan> {
  const [headings, ...below] = file.rows;
  if (headings === undefined) return planOf([], file.problems, 0);
  const { columns, problems } = readHeadings(headings);
  if (columns === null) return planOf([], [...problems, ...file.problems], below.length);
  const accounts = await AccountFinder.load(transaction);
  const placed: Placed[] = [];
  const lines = new Map<string, number>();
  for (const [index, row] of below.entries()) {
    if (index % atOnce === 0) await setImmediate();
    placed.push(place(new RowReader(row, columns), accounts, lines));
  }
  const existing = await ExistingForms.load(transaction, placed);
  const rows: PlannedRow[] = [];
  for (const [index, each] of placed.entries()) {
    if (index % atOnce === 0) await setImmediate();
    const row = planRow(each, existing, choices);
    if (each.reader.problems.length === 0) rows.push(row);
  }
  return planOf(
    rows,
    [...problems, ...placed.flatMap(({ reader }) => reader.problems), ...file.problems],
    below.length,
  );
}

/**
 * Finds the row's account, and tells where it is not found and where its reference came before.
 *
 * @param lines of the references so far, in small letters
 */
function place(reader: RowReader, accounts: AccountFinder, lines: Map<string, number>): Placed {
  const [text, reference] = [reader.account(), reader.reference()];
  const found = text === "" ? [] : accounts.find(text);
  const [account = nobody] = found;
  if (text !== "" && account === nobody) reader.tell("account", "accountUnknown", { value: cut(text) });
  if (found.length > 1) reader.tell("account", "accountAmbiguous", { value: cut(text), count: found.length });
  const earlier = lines.get(reference.toLowerCase());
  if (reference !== "" && earlier !== undefined)
    reader.tell("reference", "referenceTwice", { value: reference, line: earlier });
  else if (reference !== "") lines.set(reference.toLowerCase(), reader.row.line);
  return { reader, reference, account };
}

/** In place of an account that is not found: what else is wrong with the row is still told. */
const nobody: FoundAccount = { id: "", legalName: "", dataKeyId: "" };

function planRow({ reader, account, reference }: Placed, forms: ExistingForms, choices: OrderFormChoices): PlannedRow {
  const { same, otherCase, elsewhere } = forms.of(account.id, reference);
  if (same?.endedAt) reader.tell("reference", "ended", { value: reference });
  if (same === null && otherCase !== null)
    reader.tell("reference", "referenceCase", { value: reference, known: otherCase });
  if (same === null && account !== nobody && elsewhere !== null)
    reader.tell("reference", "referenceElsewhere", { value: reference, account: cut(elsewhere) });
  const terms = reader.terms(reference, choices, same ?? undefined);
  const step = same === null ? "add" : isSame(same, terms) ? "leave" : "change";
  return { line: reader.row.line, step, account, terms, existing: same };
}

/** The order of regions and of approved sub-processors says nothing; that of contacts does. */
function isSame(before: OrderFormTerms, after: OrderFormTerms): boolean {
  return canonical(before) === canonical(after);
}

function canonical({ reference, regions, services, approvedSubProcessors, contacts }: OrderFormTerms): string {
  const people = contacts.map(({ name, email }) => [name, email]);
  return JSON.stringify([reference, regions.toSorted(), services, approvedSubProcessors.toSorted(), people]);
}

async function planOf(
  rows: readonly PlannedRow[],
  problems: readonly ImportProblem[],
  read: number,
): Promise<ImportPlan> {
  const hash = createHash("sha256");
  for (const [index, { step, account, terms, existing }] of rows.entries()) {
    if (index % atOnce === 0) await setImmediate();
    const before = existing === null ? null : [existing.id, canonical(existing)];
    hash.update(`${JSON.stringify([step, account.id, canonical(terms), before])}\n`);
  }
  return {
    rows,
    read,
    digest: hash.digest("hex"),
    problems: problems.toSorted((one, other) => (one.line ?? 0) - (other.line ?? 0)),
  };
}
