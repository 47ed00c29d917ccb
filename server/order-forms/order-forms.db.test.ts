/** What staff may do with the order forms of an account, and what of them stands in the database. */
import { beforeAll, describe, expect, test } from "vitest";
import {
  contactViewerOf,
  makeAccount,
  makeContact,
  makeOrderForm,
  makeStaff,
  randomWord,
  viewerOf,
} from "@/prisma/factories";
import { useOwnDatabase } from "@/scripts/integration-database";
import { Refusal } from "@/server/access/refusal";
import { openDetails } from "@/server/audit/events";
import { changeOrderForm, createOrderForm, endOrderForm } from "@/server/order-forms/commands";
import { orderFormsInForce } from "@/server/order-forms/in-force";
import { listOrderForms, orderFormsOf, readOrderForm } from "@/server/order-forms/queries";
import type { OrderFormTerms } from "@/server/order-forms/schema";
import { database } from "@/server/platform/database";
import { newId } from "@/server/platform/ids";

beforeAll(() => useOwnDatabase());

const at = new Date("2001-01-01T00:00:00Z");
const known = { regions: ["EU", "UK"], subProcessors: ["cloud", "mailer"] };
const terms: OrderFormTerms = {
  ...{ reference: "OF-1", regions: ["EU"], services: ["Analyse æøå"], restricted: true },
  approvedSubProcessors: ["cloud"],
  contacts: [
    { name: "Łukasz Żółć", email: "lukasz@kunde.example" },
    { name: "محمد الأحمد", email: "mohammed@kunde.example" },
  ],
};

const staff = async (role: "trust_manager" | "dpo" | "security") => viewerOf((await makeStaff([role])).personId);
const create = (accountId: string, actorId: string, changes: Partial<OrderFormTerms> = {}) =>
  createOrderForm(database(), { ...terms, ...changes, accountId }, known, actorId);
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => "nothing was refused",
    (error: unknown) => {
      if (error instanceof Refusal) return error.field ?? "form";
      throw error;
    },
  );

describe("a trust manager", () => {
  test("adds an order form; names in any alphabet come back, in their order", async () => {
    const [manager, account] = [await staff("trust_manager"), await makeAccount()];
    const id = await create(account.id, manager.personId);
    expect(await readOrderForm(manager, account.id, id)).toMatchObject({ ...terms, endedAt: null });
    expect((await listOrderForms(manager, account.id)).map((row) => row.id)).toEqual([id]);
    const event = await database().auditEvent.findFirstOrThrow({ where: { subjectId: id } });
    expect(event).toMatchObject({ kind: "order-form.created", actorId: manager.personId, accountId: account.id });
    expect(await openDetails(database(), event)).toMatchObject({ reference: "OF-1", contacts: 2 });
  });

  test("who adds one reference twice at once makes one, and is told at the field", async () => {
    const [manager, account] = [await staff("trust_manager"), await makeAccount()];
    const make = () => refusal(create(account.id, manager.personId));
    expect((await Promise.all([make(), make()])).toSorted()).toEqual(["nothing was refused", "reference"]);
    const where = { accountId: account.id };
    expect(await database().orderForm.count({ where })).toBe(1);
    expect(await database().auditEvent.count({ where: { ...where, kind: "order-form.created" } })).toBe(1);
    expect(await refusal(create((await makeAccount()).id, manager.personId))).toBe("nothing was refused");
  });

  test("changes and ends it; after that nothing changes it", async () => {
    const [manager, account] = [await staff("trust_manager"), await makeAccount()];
    const orderFormId = await create(account.id, manager.personId);
    const place = { accountId: account.id, orderFormId };
    const change = () =>
      changeOrderForm(database(), { ...terms, ...place, reference: "OF-2", regions: ["UK"] }, known, manager.personId);
    const end = () => endOrderForm(database(), place, manager.personId, at);
    await change();
    expect(await refusal(Promise.resolve(end()))).toBe("nothing was refused");
    const ended = await readOrderForm(manager, account.id, orderFormId);
    expect(ended).toMatchObject({ reference: "OF-2", regions: ["UK"] });
    // The database's own time, not the one that was given.
    expect(ended?.endedAt?.getTime()).toBeGreaterThanOrEqual(ended?.createdAt.getTime() ?? Number.NaN);
    expect(Math.abs((ended?.endedAt?.getTime() ?? 0) - Date.now())).toBeLessThan(60_000);
    expect([await refusal(change()), await refusal(end())]).toEqual(["form", "form"]);
    const events = await database().auditEvent.findMany({
      where: { subjectId: orderFormId },
      orderBy: { sequence: "asc" },
    });
    expect(events.map((event) => event.kind)).toEqual(["order-form.created", "order-form.changed", "order-form.ended"]);
  });

  test.each([
    [{ regions: ["Mars"] }, "regions"],
    [{ regions: [] }, "regions"],
    [{ approvedSubProcessors: ["nobody"] }, "approvedSubProcessors"],
    [{ approvedSubProcessors: [] }, "approvedSubProcessors"],
  ])("is refused what the lists do not hold: %j", async (changes, field) => {
    const [manager, account] = [await staff("trust_manager"), await makeAccount()];
    expect(await refusal(create(account.id, manager.personId, changes))).toBe(field);
  });
});

test("contacts are not in clear in the row, and masked for who only reads", async () => {
  const [manager, account] = [await staff("trust_manager"), await makeAccount()];
  const id = await create(account.id, manager.personId);
  const [row] = await database().$queryRaw<{ text: string }[]>`
    SELECT o::text || encode(o.sealed, 'escape') AS text FROM "OrderForm" o WHERE id = ${id}::uuid`;
  expect(row?.text).toContain("OF-1");
  for (const secret of ["kunde.example", "lukasz", "Łukasz"]) expect(row?.text).not.toContain(secret);
  const masked = await readOrderForm(await staff("dpo"), account.id, id);
  expect(masked?.contacts[0]).toEqual({ name: "", email: "l•••@kunde.example" });
  const security = await staff("security");
  expect(await readOrderForm(security, account.id, id)).toBeNull();
  expect(await listOrderForms(security, account.id)).toEqual([]);
});

test("another account's order form is not there", async () => {
  const [manager, account, other] = [await staff("trust_manager"), await makeAccount(), await makeAccount()];
  const orderFormId = await create(account.id, manager.personId, { reference: randomWord() });
  expect(await readOrderForm(manager, other.id, orderFormId)).toBeNull();
  expect(await readOrderForm(manager, account.id, newId())).toBeNull();
  const place = { accountId: other.id, orderFormId };
  expect(await refusal(changeOrderForm(database(), { ...terms, ...place }, known, manager.personId))).toBe("form");
  expect(await refusal(endOrderForm(database(), place, manager.personId, at))).toBe("form");
});

describe("the database itself", () => {
  test("keeps an ended order form as it stood, and every one for good", async () => {
    const account = await makeAccount();
    const id = await makeOrderForm(account.id);
    await expect(database().$executeRaw`DELETE FROM "OrderForm" WHERE id = ${id}::uuid`).rejects.toThrow(/permission/);
    const move = database().$executeRaw`UPDATE "OrderForm" SET "createdAt" = '2001-01-01' WHERE id = ${id}::uuid`;
    await expect(move).rejects.toThrow(/stays as it is/);
    await endOrderForm(database(), { accountId: account.id, orderFormId: id }, null, at);
    const change = database().$executeRaw`UPDATE "OrderForm" SET regions = '{}' WHERE id = ${id}::uuid`;
    await expect(change).rejects.toThrow(/ended/);
    const reopen = database().$executeRaw`UPDATE "OrderForm" SET "endedAt" = NULL WHERE id = ${id}::uuid`;
    await expect(reopen).rejects.toThrow(/ended/);
  });

  test("knows no restriction to nobody, and no list without a restriction", async () => {
    const id = await makeOrderForm((await makeAccount()).id);
    const set = database().$executeRaw`UPDATE "OrderForm" SET restricted = true WHERE id = ${id}::uuid`;
    await expect(set).rejects.toThrow(/restriction/);
  });
});

test("a contact sees the own account's order forms, with the addresses, and nobody else's", async () => {
  const contact = await makeContact(["reviewer"]);
  const id = await makeOrderForm(contact.accountId, { contacts: [{ name: "", email: "notices@kunde.example" }] });
  await makeOrderForm((await makeAccount()).id);
  const seen = await orderFormsOf(await contactViewerOf(contact.personId));
  expect(seen.map((form) => form.id)).toEqual([id]);
  expect(seen[0]?.contacts).toEqual([{ name: "", email: "notices@kunde.example" }]);
});

test("what is in force comes by account, with its contacts, and without what ended", async () => {
  const [first, second, none] = [await makeAccount(), await makeAccount(), await makeAccount()];
  const contacts = [{ name: "", email: "notices@kunde.example" }];
  await makeOrderForm(first.id, { reference: "B" });
  await makeOrderForm(first.id, { reference: "A", contacts, approvedSubProcessors: ["cloud"] });
  await makeOrderForm(second.id, { reference: "C" });
  const orderFormId = await makeOrderForm(second.id, { reference: "D" });
  await endOrderForm(database(), { accountId: second.id, orderFormId }, null, at);
  const found = await orderFormsInForce(database(), [first.id, second.id, none.id]);
  expect(found.get(first.id)?.map((form) => form.reference)).toEqual(["A", "B"]);
  expect(found.get(first.id)?.[0]).toMatchObject({ contacts, restricted: true, approvedSubProcessors: ["cloud"] });
  expect(found.get(second.id)?.map((form) => form.reference)).toEqual(["C"]);
  expect(found.has(none.id)).toBe(false);
});
