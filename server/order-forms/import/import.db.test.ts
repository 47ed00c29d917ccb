/** A file of order forms from its upload to what stands in the database. */
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { makeAccount, makeOrderForm, makeStaff, randomWord, viewerOf } from "@/prisma/factories";
import { useOwnDatabase } from "@/scripts/integration-database";
import type { Viewer } from "@/server/access/viewer";
import { openDetails } from "@/server/audit/events";
import type { OrderFormChoices } from "@/server/order-forms/choices";
import { changeOrderForm, endOrderForm } from "@/server/order-forms/commands";
import { readCsv } from "@/server/order-forms/import/csv";
import { planImport } from "@/server/order-forms/import/plan";
import { type CsvRow, choices, csvOf } from "@/server/order-forms/import/testing/csv-file";
import { told } from "@/server/order-forms/import/testing/told";
import { discardUpload, forgetImports, keepUpload, readUpload } from "@/server/order-forms/import/uploads";
import { writeImport } from "@/server/order-forms/import/write";
import { listOrderForms } from "@/server/order-forms/queries";
import { hours, later, now, seconds } from "@/server/platform/clock";
import { database } from "@/server/platform/database";

let manager: Viewer;
beforeAll(async () => {
  await useOwnDatabase();
});
beforeEach(async () => {
  manager = await viewerOf((await makeStaff(["trust_manager"])).personId);
});

const planOf = async (data: Uint8Array, offered: OrderFormChoices = choices) =>
  planImport(database(), await readCsv(data), offered);
const keep = (data: Uint8Array) => keepUpload(database(), manager.personId, { name: "orders.csv", data });
const write = (id: string, shown: string, offered: OrderFormChoices = choices) =>
  writeImport(database(), manager, { id, shown }, offered, now());
/** Each problem as line, column and kind. */
const problemsOf = async (data: Uint8Array) =>
  told((await planOf(data)).problems).map(({ line, column, kind }) => [line, column, kind]);
const stored = () => database().orderForm.count();

async function upload(...rows: CsvRow[]) {
  const data = csvOf(...rows);
  return { id: await keep(data), data, shown: (await planOf(data)).digest };
}

test("adds, changes and leaves what the file says, with an event for each and one for the whole", async () => {
  const [first, second] = [await makeAccount(), await makeAccount()];
  const contacts = [{ name: "Ada", email: "ada@kunde.example" }];
  const kept = await makeOrderForm(second.id, { reference: "KEPT", regions: ["UK", "EU"], contacts, services: [] });
  const changed = await makeOrderForm(second.id, { reference: "CHANGED", regions: ["EU"], contacts });
  const untouched = await makeOrderForm(second.id, { reference: "NOT-IN-FILE" });
  const { id, shown, data } = await upload(
    { account: first.legalName.toUpperCase(), reference: "NEW", regions: "EU", approved_sub_processors: "cloud" },
    {
      account: second.domain,
      reference: "KEPT",
      regions: "EU; UK",
      notice_contacts: "Ada <ada@kunde.example>",
    },
    { account: second.id, reference: "CHANGED", regions: "US", services: "Søk", notice_contacts: "new@kunde.example" },
  );
  expect((await planOf(data)).rows.map(({ line, step }) => [line, step])).toEqual([
    [2, "add"],
    [3, "leave"],
    [4, "change"],
  ]);
  expect(await write(id, shown)).toBe("done");
  expect((await listOrderForms(manager, first.id)).map((form) => form)).toMatchObject([
    { reference: "NEW", regions: ["EU"], restricted: true, approvedSubProcessors: ["cloud"], contacts: [] },
  ]);
  const forms = await listOrderForms(manager, second.id);
  expect(forms.map((form) => form.id).toSorted()).toEqual([kept, changed, untouched].toSorted());
  expect(forms.find((form) => form.id === changed)).toMatchObject({
    ...{ regions: ["US"], services: ["Søk"], contacts: [{ name: "", email: "new@kunde.example" }] },
  });
  const events = await database().auditEvent.findMany({
    where: { actorId: manager.personId },
    orderBy: { sequence: "asc" },
  });
  expect(events.map((event) => event.kind)).toEqual([
    "order-form.created",
    "order-form.changed",
    "order-forms.imported",
  ]);
  expect(events[1]).toMatchObject({ accountId: second.id, subjectId: changed });
  const details = await Promise.all(events.map((event) => openDetails(database(), event)));
  expect(details[0]).toMatchObject({ reference: "NEW", contacts: 0 });
  expect(details[2]).toMatchObject({ added: 1, changed: 1, unchanged: 1 });
  expect(await readUpload(database(), manager, id, now())).toMatchObject({ state: "done", added: 1, changed: 1 });
});

describe("what the database says against a row", () => {
  test("an account that is unknown, closed, or one of two of its name", async () => {
    const legalName = `Twin ${randomWord()} AS`;
    const [twin, closed] = [await makeAccount({ legalName }), await makeAccount()];
    await makeAccount({ legalName: legalName.replace(" ", "  ") });
    await database().account.update({ where: { id: closed.id }, data: { closedAt: now() } });
    expect(
      await problemsOf(
        csvOf(
          { account: "Nobody", reference: randomWord(), regions: "Mars" },
          { account: closed.legalName, reference: randomWord(), regions: "EU" },
          { account: legalName, reference: randomWord(), regions: "EU" },
          { account: twin.domain, reference: randomWord(), regions: "EU" },
        ),
      ),
    ).toEqual([
      [2, "account", "accountUnknown"],
      [2, "regions", "region"],
      [3, "account", "accountUnknown"],
      [4, "account", "accountAmbiguous"],
    ]);
  });

  test("a reference that comes twice, has ended, is written otherwise, or is another account's", async () => {
    const [account, other] = [await makeAccount(), await makeAccount()];
    const orderFormId = await makeOrderForm(account.id, { reference: "ENDED" });
    await endOrderForm(database(), { accountId: account.id, orderFormId }, null, now());
    await makeOrderForm(account.id, { reference: "Of-Case" });
    await makeOrderForm(other.id, { reference: "ELSEWHERE" });
    const row = (reference: string) => ({ account: account.legalName, reference, regions: "EU" });
    expect(
      await problemsOf(csvOf(row("A"), row("a"), row("ENDED"), row("OF-CASE"), row("ELSEWHERE"), row("B"))),
    ).toEqual([
      [3, "reference", "referenceTwice"],
      [4, "reference", "ended"],
      [5, "reference", "referenceCase"],
      [6, "reference", "referenceElsewhere"],
    ]);
  });

  test("nothing of a file with a problem is written, whatever is confirmed", async () => {
    const account = await makeAccount();
    const before = await stored();
    const { id, shown } = await upload(
      { account: account.legalName, reference: randomWord(), regions: "EU" },
      { account: account.legalName, reference: randomWord(), regions: "Mars" },
    );
    expect(await write(id, shown)).toBe("outdated");
    expect(await stored()).toBe(before);
  });
});

describe("between the look and the confirmation", () => {
  async function waiting() {
    const account = await makeAccount();
    const reference = randomWord();
    const contacts = [{ name: "", email: "one@kunde.example" }];
    const orderFormId = await makeOrderForm(account.id, { reference, contacts });
    const row = { account: account.legalName, reference, regions: "UK", notice_contacts: "one@kunde.example" };
    return { account, orderFormId, reference, ...(await upload(row)) };
  }
  const events = (subjectId: string) => database().auditEvent.count({ where: { subjectId } });

  test("somebody else changed the order form: nothing is written, and the next look can be confirmed", async () => {
    const { account, orderFormId, reference, id, shown, data } = await waiting();
    const terms = { reference, regions: ["EU"], services: ["Other"], restricted: false, approvedSubProcessors: [] };
    const known = { regions: ["EU"], subProcessors: [] };
    const place = { accountId: account.id, orderFormId };
    await changeOrderForm(database(), { ...terms, ...place, contacts: [] }, known, manager.personId);
    expect(await write(id, shown)).toBe("outdated");
    expect(await events(orderFormId)).toBe(2);
    expect(await write(id, (await planOf(data)).digest)).toBe("done");
    expect(await events(orderFormId)).toBe(3);
  });

  test("another account took the name, the account was closed, or the order form ended: nothing is written", async () => {
    const twin = await waiting();
    await makeAccount({ legalName: twin.account.legalName });
    const closed = await waiting();
    await database().account.update({ where: { id: closed.account.id }, data: { closedAt: now() } });
    const ended = await waiting();
    const place = { accountId: ended.account.id, orderFormId: ended.orderFormId };
    await endOrderForm(database(), place, null, now());
    // The newest upload of a person is the one that counts: each is kept again.
    for (const { data, shown, orderFormId } of [twin, closed, ended]) {
      const before = await events(orderFormId);
      expect(await write(await keep(data), shown)).toBe("outdated");
      expect(await events(orderFormId)).toBe(before);
    }
  });

  test("the register dropped a sub-processor: nothing is written", async () => {
    const account = await makeAccount();
    const row = { account: account.legalName, reference: randomWord(), regions: "EU" };
    const { id, shown } = await upload({ ...row, approved_sub_processors: "mailer" });
    expect(await write(id, shown, { ...choices, subProcessors: [] })).toBe("outdated");
    expect(await listOrderForms(manager, account.id)).toEqual([]);
  });

  test("an account got another key or name that changes nothing of the order form: it is written", async () => {
    const { account, id, shown } = await waiting();
    await database().accountDomain.create({ data: { accountId: account.id, domain: `${randomWord()}.example` } });
    expect(await write(id, shown)).toBe("done");
  });
});

test("confirmed twice at once it is written once", async () => {
  const account = await makeAccount();
  const { id, shown } = await upload({ account: account.legalName, reference: randomWord(), regions: "EU" });
  expect(await Promise.all([write(id, shown), write(id, shown)])).toEqual(["done", "done"]);
  expect(await listOrderForms(manager, account.id)).toHaveLength(1);
  expect(await database().auditEvent.count({ where: { subjectId: id } })).toBe(1);
});

test("a change at the desk that comes during an import waits for it, and neither is lost in a knot", async () => {
  const account = await makeAccount();
  const orderFormId = await makeOrderForm(account.id, { reference: randomWord() });
  const { reference } = await database().orderForm.findUniqueOrThrow({ where: { id: orderFormId } });
  const { id, shown } = await upload({ account: account.id, reference, regions: "UK" });
  const ending = endOrderForm(database(), { accountId: account.id, orderFormId }, null, now());
  const outcomes = await Promise.all([write(id, shown), ending.then(() => "ended")]);
  expect(outcomes[1]).toBe("ended");
  expect(["done", "outdated"]).toContain(outcomes[0]);
});

describe("the file", () => {
  test("is not in clear, is its uploader's alone, and goes with the confirmation or the next file", async () => {
    const account = await makeAccount();
    const row = { account: account.legalName, reference: randomWord(), regions: "EU" };
    const { id } = await upload({ ...row, notice_contacts: "secret@kunde.example" });
    const [raw] = await database().$queryRaw<{ text: string }[]>`
      SELECT i::text || encode(i.sealed, 'escape') AS text FROM "OrderFormImport" i WHERE id = ${id}::uuid`;
    expect(raw?.text).not.toMatch(/kunde|orders\.csv/);
    const other = await viewerOf((await makeStaff(["trust_manager"])).personId);
    expect(await readUpload(database(), other, id, now())).toBeNull();
    expect(await writeImport(database(), other, { id, shown: "" }, choices, now())).toBe("gone");
    await discardUpload(database(), other, id);
    expect(await readUpload(database(), manager, id, now())).not.toBeNull();
    const next = await upload(row);
    expect(await readUpload(database(), manager, id, now())).toBeNull();
    await write(next.id, next.shown);
    expect(await database().orderFormImport.findUnique({ where: { id: next.id } })).toMatchObject({ sealed: null });
  });

  test("waits an hour, and no clock but its own makes that longer", async () => {
    const account = await makeAccount();
    const { id, shown } = await upload({ account: account.id, reference: randomWord(), regions: "EU" });
    const late = later(now(), hours + 5 * seconds);
    expect(await readUpload(database(), manager, id, late)).toBeNull();
    expect(await writeImport(database(), manager, { id, shown }, choices, late)).toBe("gone");
    await forgetImports(database(), now());
    expect(await database().orderFormImport.count({ where: { id } })).toBe(1);
    await forgetImports(database(), late);
    expect(await database().orderFormImport.count({ where: { id } })).toBe(0);
    expect(await listOrderForms(manager, account.id)).toEqual([]);
  });
});
