import { beforeAll, describe, expect, test } from "vitest";
import {
  contactViewerOf,
  type MadeContact,
  makeAccount,
  makeContact,
  makeStaff,
  signFor,
  viewerOf,
} from "@/prisma/factories";
import { useOwnDatabase } from "@/scripts/integration-database";
import { revokeMember } from "@/server/accounts/memberships";
import { circles, packOfCircles } from "@/server/advisories/testing/restricted";
import { acknowledgeAgreement } from "@/server/agreements/commands";
import type { Pack } from "@/server/content/pack";
import { days, later, now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { endAdvisory, showAdvisory } from "./grants";
import { findReadableAdvisory, readableAdvisories } from "./readable";
import { accountsFor, readersOf } from "./readers";

beforeAll(() => useOwnDatabase());

const everyId = Object.values(circles);
const openToAll = [circles.clear];
const signedSee = [...openToAll, circles.green];
const namedSee = [...signedSee, circles.amber, circles.strict, circles.lifts];

let pack: Pack;
let staff: string;
beforeAll(async () => {
  pack = await packOfCircles();
  staff = (await makeStaff(["trust_manager"])).personId;
});

/** Of an account that signed `by`; its signatory. */
async function signatory(by = pack): Promise<MadeContact> {
  const contact = await makeContact(["signatory"]);
  await signFor(by, await contactViewerOf(contact.personId));
  return contact;
}

async function show(accountId: string, by = pack): Promise<void> {
  for (const advisoryId of [circles.amber, circles.strict, circles.lifts])
    await showAdvisory(database(), by, staff, { advisoryId, accountId }, now());
}

/** What this contact reads, by the list, one by one, and the other way round: three ways that must agree. */
async function readBy({ membershipId, accountId }: MadeContact, at = now(), by = pack): Promise<string[]> {
  const place = { membershipId, accountId };
  const listed = (await readableAdvisories(by, place, at)).map(({ meta }) => meta.id);
  const found = await Promise.all(everyId.map((id) => findReadableAdvisory(by, place, id, at)));
  expect(found.flatMap((advisory) => advisory?.meta.id ?? []).sort()).toEqual([...listed].sort());
  for (const { meta } of by.advisories) {
    const [accounts, readers] = [
      await accountsFor(database(), by.name, meta, at),
      await readersOf(database(), by.name, meta, at),
    ];
    expect(readers.some((reader) => reader.membershipId === membershipId)).toBe(listed.includes(meta.id));
    if (listed.includes(meta.id)) expect(accounts).toContain(accountId);
  }
  return listed.sort();
}

describe("who reads which advisory", () => {
  test("an account that has not signed: what is public, chosen or not", async () => {
    const contact = await makeContact(["signatory", "reviewer", "privacy", "admin"]);
    expect(await readBy(contact)).toEqual(openToAll);
    await show(contact.accountId);
    expect(await readBy(contact)).toEqual(openToAll);
    for (const { meta } of pack.advisories.slice(1))
      expect(await accountsFor(database(), pack.name, meta, now())).not.toContain(contact.accountId);
  });

  test("a signed account: GREEN too, and each contact only after acknowledging", async () => {
    const contact = await signatory();
    const colleague = await makeContact(["reviewer"], { accountId: contact.accountId });
    expect(await readBy(contact)).toEqual(signedSee.toSorted());
    expect(await readBy(colleague)).toEqual(openToAll);
    await acknowledgeAgreement(database(), pack, await contactViewerOf(colleague.personId), now());
    expect(await readBy(colleague)).toEqual(signedSee.toSorted());
  });

  test("a signed account that was chosen: those it was chosen for, until that is ended", async () => {
    const [contact, neighbour] = [await signatory(), await signatory()];
    await show(contact.accountId);
    expect(await readBy(contact)).toEqual(namedSee.toSorted());
    expect(await readBy(neighbour)).toEqual(signedSee.toSorted());
    const grants = await database().advisoryGrant.findMany({ where: { accountId: contact.accountId } });
    for (const { id: grantId, advisoryId } of grants)
      await endAdvisory(database(), pack.name, staff, { advisoryId, grantId });
    expect(await readBy(contact)).toEqual(signedSee.toSorted());
    await show(contact.accountId);
    expect(await readBy(contact)).toEqual(namedSee.toSorted());
  });

  test("chosen and signed with another publisher: nothing more than anybody here", async () => {
    const other = await packOfCircles();
    const contact = await signatory(other);
    await show(contact.accountId, other);
    expect(await readBy(contact, now(), other)).toEqual(namedSee.toSorted());
    expect(await readBy(contact)).toEqual(openToAll);
  });

  test("chosen with another publisher, signed here: the grant does not count here", async () => {
    const other = await packOfCircles();
    const contact = await signatory();
    await show(contact.accountId, other);
    expect(await readBy(contact)).toEqual(signedSee.toSorted());
  });

  test("whoever left, or lost every role, is no reader, and a closed account has none", async () => {
    const contact = await signatory();
    await show(contact.accountId);
    const reads = async () => {
      const all = await Promise.all(pack.advisories.map(({ meta }) => readersOf(database(), pack.name, meta, now())));
      return all.flat().filter(({ membershipId }) => membershipId === contact.membershipId).length;
    };
    expect(await reads()).toBe(namedSee.length);
    const where = { id: contact.membershipId };
    await database().membership.update({ where, data: { roles: [] } });
    expect(await reads()).toBe(0);
    await database().membership.update({ where, data: { roles: ["reviewer"] } });
    await database().account.update({ where: { id: contact.accountId }, data: { closedAt: now() } });
    expect(await reads()).toBe(0);
    const place = { membershipId: contact.membershipId, accountId: contact.accountId };
    expect((await readableAdvisories(pack, place, now())).map(({ meta }) => meta.id)).toEqual(openToAll);
    await database().account.update({ where: { id: contact.accountId }, data: { closedAt: null } });
    await revokeMember(database(), contact.membershipId, null, now());
    expect(await reads()).toBe(0);
    expect((await viewerOf(contact.personId)).contact).toBeNull();
  });

  test("an embargo's end makes the same advisory public, for who was never chosen too", async () => {
    const contact = await makeContact(["reviewer"]);
    const after = later(now(), 2 * days);
    expect(await readBy(contact, after)).toEqual([circles.clear, circles.held, circles.lifts].sort());
    const { membershipId, accountId } = contact;
    const found = await findReadableAdvisory(pack, { membershipId, accountId }, circles.lifts, after);
    expect(found?.meta.tlp).toBe("CLEAR");
  });
});

describe("staff choose", () => {
  const refused = (advisoryId: string, accountId: string, at = now()) =>
    expect(showAdvisory(database(), pack, staff, { advisoryId, accountId }, at)).rejects;

  test("accounts for a named circle alone, each once, and an open account", async () => {
    const { id } = await makeAccount();
    for (const other of [circles.clear, circles.green, circles.held, "TEST-2026-N0TH1N"])
      await refused(other, id).toThrow("TLP:AMBER");
    await refused(circles.lifts, id, later(now(), 2 * days)).toThrow("TLP:AMBER");
    await showAdvisory(database(), pack, staff, { advisoryId: circles.amber, accountId: id }, now());
    await refused(circles.amber, id).toThrow("already");
    const closed = await makeAccount();
    await database().account.update({ where: { id: closed.id }, data: { closedAt: now() } });
    await refused(circles.amber, closed.id).toThrow("open account");
    await refused(circles.amber, staff).toThrow("open account");
  });

  test("once also where two choose at the same moment", async () => {
    const { id: accountId } = await makeAccount();
    const input = { advisoryId: circles.amber, accountId };
    const both = await Promise.allSettled([1, 2].map(() => showAdvisory(database(), pack, staff, input, now())));
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const events = await database().auditEvent.count({ where: { kind: "advisory.shown", accountId } });
    expect(events).toBe(1);
  });

  test("and end what stands under this publisher and this advisory, once", async () => {
    const { id: accountId } = await makeAccount();
    await showAdvisory(database(), pack, staff, { advisoryId: circles.amber, accountId }, now());
    const { id: grantId } = await database().advisoryGrant.findFirstOrThrow({ where: { accountId } });
    const end = (publisher: string, advisoryId: string) =>
      endAdvisory(database(), publisher, staff, { advisoryId, grantId });
    await expect(end("another-publisher", circles.amber)).rejects.toThrow("ended already");
    await expect(end(pack.name, circles.strict)).rejects.toThrow("ended already");
    await end(pack.name, circles.amber);
    await expect(end(pack.name, circles.amber)).rejects.toThrow("ended already");
    expect(await database().auditEvent.count({ where: { kind: "advisory.hidden", accountId } })).toBe(1);
  });
});
