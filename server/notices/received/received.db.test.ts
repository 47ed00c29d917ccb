import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contactViewerOf, makeAccount, makeContact } from "@/prisma/factories";
import { useOwnDatabase } from "@/scripts/integration-database";
import { Refusal } from "@/server/access/refusal";
import { loadPack } from "@/server/content/load-pack";
import { sealContent, sealRecipient } from "@/server/notices/sealed-notice";
import { now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { newId } from "@/server/platform/ids";
import { runTool, textOf } from "@/server/seal/testing/pdf-tools";
import { ClockBench } from "@/server/subprocessors/testing/clock-bench";
import { confirmReceipt } from "./commands";
import { makeProof } from "./proof";
import { findNotice, listComing, listNotices, listWithheld } from "./queries";

/** What an account sees of its notices, and nobody else does. */
let bench: ClockBench;
beforeAll(async () => {
  bench = await ClockBench.start(await useOwnDatabase(), 0);
});
afterAll(() => bench.stop());

const text =
  "A new sub-processor for e-mail.\n\nIt is added no earlier than 30 days from now. Zażółć gęślą jaźń, شركة.";

async function told(change: string, accountId: string, email = "privacy@customer.example") {
  const noticeId = await bench.notice(change);
  await database().$transaction(async (transaction) => {
    const id = newId();
    await transaction.delivery.create({
      data: {
        ...{ id, noticeId, accountId, messageId: `<${id}@trust.example>` },
        sealed: await sealRecipient(transaction, { id, accountId }, { email, name: null, locale: "en" }),
      },
    });
    const content = {
      ...{ subject: "New sub-processor", text },
      orderForms: [{ reference: "OF-1", relation: "touches" as const }],
    };
    await transaction.accountNotice.update({
      where: { noticeId_accountId: { noticeId, accountId } },
      data: { relation: "touches", sealed: await sealContent(transaction, { noticeId, accountId }, content) },
    });
    await transaction.delivery.update({ where: { id }, data: { state: "accepted", serverResponse: "250 2.0.0 Ok" } });
  });
  return noticeId;
}

const signedIn = async (accountId?: string) =>
  contactViewerOf((await makeContact(["privacy"], accountId === undefined ? {} : { accountId })).personId);

async function twoAccounts() {
  const [own, other] = [await signedIn(), await signedIn()];
  const change = await bench.propose({ name: "Mail Sender Ltd" });
  await bench.approve(change);
  const noticeId = await told(change, own.contact.accountId);
  return { own, other, change, noticeId };
}
const packOf = async () => ({ ...(await loadPack("content", "alai")), name: bench.publisher });

describe("an account's notices", () => {
  test("are its own: another account finds no text, no recipient and no row before it is told itself", async () => {
    const { own, other, noticeId } = await twoAccounts();
    expect((await listNotices(own, bench.publisher)).notices.map(({ id }) => id)).toContain(noticeId);
    expect((await listNotices(other, bench.publisher)).notices.map(({ id }) => id)).not.toContain(noticeId);
    expect(await findNotice(other, bench.publisher, noticeId)).toBeNull();
    const notice = await findNotice(own, bench.publisher, noticeId);
    expect(notice).toMatchObject({ relation: "touches", content: { text }, change: { name: "Mail Sender Ltd" } });
    expect(notice?.messages.map(({ recipient, state }) => [recipient, state])).toEqual([
      ["privacy@customer.example", "accepted"],
    ]);
  });

  test("of the same change show each account its own messages alone", async () => {
    const { own, other, change, noticeId } = await twoAccounts();
    await told(change, other.contact.accountId, "other@elsewhere.example");
    const seen = JSON.stringify([
      await findNotice(own, bench.publisher, noticeId),
      await listNotices(own, bench.publisher),
    ]);
    expect(seen).not.toContain("elsewhere.example");
    expect(seen).not.toContain(other.contact.accountId);
  });

  test("show until when it can object, once the time is fixed, and what is coming", async () => {
    const { own, other, change, noticeId } = await twoAccounts();
    expect((await findNotice(own, bench.publisher, noticeId))?.change?.windowUntil).toBeNull();
    await told(change, other.contact.accountId);
    for (const { id } of await database().account.findMany({
      where: { notices: { some: { noticeId, preparedAt: null } } },
    }))
      await bench.prepare(change, id);
    await bench.move(change, "noticed");
    const effective = await bench.effectiveAt(change);
    const shown = (await findNotice(own, bench.publisher, noticeId))?.change;
    expect(shown?.windowUntil?.getTime()).toBe(effective?.getTime());
    const coming = await listComing(own, bench.publisher, await bench.now());
    expect(coming.map(({ change: each }) => each?.id)).toContain(change);
    await bench.pass(31 * 86_400);
    await bench.move(change, "effective");
    const later = await listComing(own, bench.publisher, await bench.now());
    expect(later.map(({ change: each }) => each?.id)).not.toContain(change);
  });

  test("tell what is in effect for others and not for it", async () => {
    const { own, other, change, noticeId } = await twoAccounts();
    for (const { id } of await database().account.findMany({
      where: { notices: { some: { noticeId, preparedAt: null } } },
    }))
      await bench.prepare(change, id);
    await bench.move(change, "noticed");
    await bench.pass(31 * 86_400);
    await bench.move(change, "effective");
    const { slug } = await database().subProcessorChange.findUniqueOrThrow({ where: { id: change } });
    const withheld = async (viewer: typeof own) => {
      const { newcomers, amendments } = await listWithheld(viewer, bench.publisher, await bench.now());
      expect(amendments.size).toBe(0);
      return newcomers.get(slug);
    };
    expect(await withheld(own)).toBeUndefined();
    expect(await withheld(other)).toMatchObject({ id: change, onHold: true, excluded: false });
    await bench.run(
      `UPDATE "Hold" SET decision = 'exclude', "decidedById" = $2, sealed = 'why'::bytea WHERE "changeId" = $1 AND "accountId" = $3`,
      ...[change, bench.author, other.contact.accountId],
    );
    expect(await withheld(other)).toMatchObject({ id: change, onHold: false, excluded: true });
  });

  test("page without a gap or a repeat", async () => {
    const own = await signedIn();
    for (let made = 0; made < 52; made++) {
      const change = await bench.propose({ name: `Sender ${made}` });
      await bench.approve(change);
      await told(change, own.contact.accountId);
    }
    const first = await listNotices(own, bench.publisher);
    const second = await listNotices(own, bench.publisher, first.next ?? undefined);
    expect([first.notices.length, second.notices.length, second.next]).toEqual([50, 2, null]);
    expect(new Set([...first.notices, ...second.notices].map(({ id }) => id)).size).toBe(52);
  });
});

describe("a receipt", () => {
  test("is confirmed once by each contact, with an event beside it", async () => {
    const { own, noticeId } = await twoAccounts();
    const colleague = await signedIn(own.contact.accountId);
    for (const who of [own, own, colleague]) await confirmReceipt(database(), who, noticeId);
    const notice = await findNotice(own, bench.publisher, noticeId);
    expect(notice?.receipts.map(({ membershipId }) => membershipId)).toEqual([
      own.contact.membershipId,
      colleague.contact.membershipId,
    ]);
    const where = { kind: "notice.confirmed", subjectId: noticeId, accountId: own.contact.accountId };
    expect(await database().auditEvent.count({ where })).toBe(2);
  });

  test("of another account's notice is refused and leaves nothing", async () => {
    const { other, noticeId } = await twoAccounts();
    await expect(confirmReceipt(database(), other, noticeId)).rejects.toThrow(Refusal);
    expect(await database().noticeReceipt.count({ where: { noticeId } })).toBe(0);
  });
});

describe("the proof of notice", () => {
  test("is a sealed PDF with text, recipient, answer, times and its place in the chain", async () => {
    const { own, noticeId } = await twoAccounts();
    await confirmReceipt(database(), own, noticeId);
    const { accountId } = own.contact;
    const pdf = await makeProof(database(), await packOf(), undefined, { viewer: own, accountId, noticeId }, now());
    if (pdf === null) throw new Error("no proof was made");
    const report = runTool("pdfsig", ["-nocert", "$a.pdf"], { "a.pdf": pdf }).output;
    expect(report).toContain("Signature is Valid.");
    expect(report).toContain("Total document signed");
    const told = textOf(pdf).replace(/\s+/g, " ");
    expect(told).not.toContain("place not fixed yet");
    const event = await database().auditEvent.findFirstOrThrow({
      where: { kind: "notice.proof-made", subjectId: noticeId },
    });
    for (const fact of [
      ...["privacy@customer.example", "250 2.0.0 Ok", "A new sub-processor for e-mail.", "Zażółć gęślą jaźń", "OF-1"],
      ...[own.contact.accountName, own.name, `place ${event.position}`, "Receipt of a notice"],
      Buffer.from(event.leafHash ?? []).toString("hex"),
    ])
      expect(told.replaceAll(" ", "")).toContain(fact.replaceAll(" ", ""));
  });

  test("is not made of another account's notice, nor of one that is not there", async () => {
    const { other, noticeId } = await twoAccounts();
    const { accountId } = other.contact;
    for (const id of [noticeId, newId()]) {
      const wanted = { viewer: other, accountId, noticeId: id };
      expect(await makeProof(database(), await packOf(), undefined, wanted, now())).toBeNull();
    }
  });

  test("of an account that nobody could be reached at says so", async () => {
    const { id: accountId } = await makeAccount();
    const own = await signedIn(accountId);
    const change = await bench.propose();
    await bench.approve(change);
    const noticeId = await bench.notice(change);
    await database().accountNotice.update({
      where: { noticeId_accountId: { noticeId, accountId } },
      data: {
        relation: "touches",
        sealed: await sealContent(database(), { noticeId, accountId }, { subject: "s", text: "t", orderForms: [] }),
      },
    });
    const pdf = await makeProof(database(), await packOf(), undefined, { viewer: own, accountId, noticeId }, now());
    expect(textOf(pdf ?? new Uint8Array()).replace(/\s+/g, " ")).toContain("No message was sent");
  });
});
