/** Erasing a person's data key: what it encrypted is gone, what proves that nothing was changed still holds. */
import pg from "pg";
import { beforeAll, describe, expect, test } from "vitest";
import { contactViewerOf, makeContact, randomWord, viewerOf } from "@/prisma/factories";
import { verifyDatabase } from "@/scripts/audit-verify";
import { useOwnDatabase } from "@/scripts/integration-database";
import { requestAccess } from "@/server/access/requests/commands";
import { openRequest } from "@/server/access/requests/sealed-request";
import { listTeam } from "@/server/access/team/queries";
import { mailsTo, runJobs } from "@/server/access/testing/run-jobs";
import { revokeMember } from "@/server/accounts/memberships";
import { openSession, requestSignIn } from "@/server/accounts/sign-in";
import { openDetails, recordEvent, sequenceEvents } from "@/server/audit/events";
import { listAccountEvents } from "@/server/audit/queries";
import { eraseDataKey } from "@/server/keys/data-keys";
import { later, minutes } from "@/server/platform/clock";
import { database } from "@/server/platform/database";

let addresses: { ownerUrl: string; applicationUrl: string };
beforeAll(async () => {
  addresses = await useOwnDatabase();
});

const at = new Date("2026-11-22T10:00:00Z");

async function keyOf(personId: string): Promise<string> {
  return (await database().person.findUniqueOrThrow({ where: { id: personId } })).dataKeyId;
}

async function verified() {
  await sequenceEvents(database());
  const verdict = await verifyDatabase(addresses.applicationUrl);
  if (!verdict.good) throw new Error(`${verdict.first.position}: ${verdict.first.problem}`);
  return verdict;
}

describe("erasing a person's data key", () => {
  test("takes name and address out of people, log, mail and team, and leaves the chain as it was", async () => {
    const email = `ada@${randomWord()}.example`;
    const ada = await makeContact(["reviewer", "admin"], { email, name: "Ada Lovelace" });
    const grace = await makeContact(["reviewer"], { accountId: ada.accountId, name: "Grace Hopper" });
    await requestSignIn(database(), { email, next: null, clientAddress: "2001:db8::1", locale: "en" }, at);
    await runJobs(at);
    await openSession(database(), ada.personId, at);
    expect(await mailsTo(email)).toHaveLength(1);
    const before = await verified();
    const namesAda = async () => {
      const { events } = await listAccountEvents(ada.accountId, { titles: true });
      return events.filter((event) => event.details !== null && event.details.email === email).length;
    };
    expect(await namesAda()).toBe(2);

    await eraseDataKey(database(), await keyOf(ada.personId), at);

    expect(await namesAda()).toBe(0);
    expect(
      (await listAccountEvents(ada.accountId, { titles: true })).events.filter((event) => event.details === null),
    ).toHaveLength(2);
    expect(await mailsTo(email)).toEqual([]);
    expect(await viewerOf(ada.personId)).toMatchObject({ name: "Erased person", email: "erased" });
    const team = await listTeam(await contactViewerOf(grace.personId));
    expect(team.map((member) => member.name).toSorted()).toEqual(["Erased person", "Grace Hopper"]);

    expect(await verified()).toEqual(before);
    await revokeMember(database(), grace.membershipId, null, at);
    expect((await verified()).events).toBe(before.events + 1n);
  });

  test("cannot be undone with what the database still holds", async () => {
    const { personId } = await makeContact(["reviewer"]);
    const dataKeyId = await keyOf(personId);
    await eraseDataKey(database(), dataKeyId, at);
    await eraseDataKey(database(), dataKeyId, later(at, minutes));
    expect(await database().dataKey.findUniqueOrThrow({ where: { id: dataKeyId } })).toMatchObject({
      wrapped: null,
      erasedAt: at,
    });
  });

  test("leaves nothing to be written under it: what was to be recorded fails as a whole", async () => {
    const { personId } = await makeContact(["reviewer"]);
    const dataKeyId = await keyOf(personId);
    await eraseDataKey(database(), dataKeyId, at);
    const count = await database().auditEvent.count();
    await expect(
      database().$transaction((transaction) =>
        recordEvent(transaction, { kind: "sign-in", actorId: personId, dataKeyId, details: { email: "x" } }),
      ),
    ).rejects.toThrow("data was erased");
    expect(await database().auditEvent.count()).toBe(count);
  });

  test("of an access request takes what it says and what the log says of it", async () => {
    const domain = `${randomWord()}.example`;
    const input = { name: "Ada Lovelace", email: `ada@${domain}`, company: "Northwind", reason: "Because" };
    await requestAccess(database(), { ...input, locale: "en" }, "2001:db8:1::1", at);
    await runJobs(at);
    const request = await database().accessRequest.findFirstOrThrow({ where: { domain } });
    const event = await database().auditEvent.findFirstOrThrow({ where: { subjectId: request.id } });
    expect(await openDetails(database(), event)).toEqual({ email: input.email });
    await eraseDataKey(database(), request.dataKeyId, at);
    expect(await openRequest(database(), request)).toEqual({
      ...{ name: "Erased person", email: "erased", company: "erased", reason: "", locale: "en" },
    });
    expect(await openDetails(database(), event)).toBeNull();
    expect((await verified()).good).toBe(true);
  });
});

test("a proof that holds after an erasure would not hold for a changed payload", async () => {
  const { events } = await verified();
  const place = events - 1n;
  const owner = new pg.Client(addresses.ownerUrl);
  await owner.connect();
  try {
    await owner.query(`ALTER TABLE "AuditEvent" DISABLE TRIGGER audit_guard`);
    await owner.query(`UPDATE "AuditEvent" SET payload = '' WHERE position = $1`, [place]);
    expect(await verifyDatabase(addresses.applicationUrl)).toMatchObject({
      good: false,
      first: { position: place, problem: "a column does not say what the record says" },
    });
  } finally {
    await owner.end();
  }
});
