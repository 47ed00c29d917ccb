/** Publishing advisories over a real mail server: who is told, once, on several servers at once, and who is not. */
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import {
  contactViewerOf,
  makeContact,
  makeOrderForm,
  makeStaff,
  makeWebhook,
  nda,
  randomWord,
  signFor,
  viewerOf,
} from "@/prisma/factories";
import { useOwnDatabase } from "@/scripts/integration-database";
import { endAdvisory, showAdvisory } from "@/server/advisories/access/grants";
import { sampleAdvisory as anySample, cvss, revisionsOf } from "@/server/advisories/testing/sample-advisory";
import { importAgreements } from "@/server/agreements/versions";
import { openDetails } from "@/server/audit/events";
import type { Advisory } from "@/server/content/advisories";
import { loadPack } from "@/server/content/load-pack";
import type { Pack } from "@/server/content/pack";
import { headersOf, type MailServer, startMailServer } from "@/server/mail/testing/mail-server";
import { type PooledTransport, pooledTransport } from "@/server/mail/transport";
import { listAccounts, listNotices as listAtDesk, publicTexts, readNotice } from "@/server/notices/desk/queries";
import { followUpNotices } from "@/server/notices/follow-up";
import { findNotice, listNotices } from "@/server/notices/received/queries";
import { sendingRules } from "@/server/notices/sending/rules";
import { makeSubscribers, subscriberAddress } from "@/server/notices/sending/testing/sample-notice";
import { sendOnce, toldBy } from "@/server/notices/sending/testing/told";
import { subscriberIndex } from "@/server/notices/subscriptions/sealed-subscription";
import { days, later, minutes, now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import type { Severity } from "@/server/platform/generated/prisma/enums";
import { ClockBench } from "@/server/subprocessors/testing/clock-bench";
import { publishAdvisories } from "./publish";

let bench: ClockBench;
let model: Pack;
let mail: MailServer;
let pool: PooledTransport;
beforeAll(async () => {
  bench = await ClockBench.start(await useOwnDatabase(), 0);
  model = { ...(await loadPack("content", "alphagen")), agreements: [nda()] };
  return () => bench.stop();
});

const written: string[] = [];
beforeEach(async () => {
  written.length = 0;
  // One digest goes out a day: each test has a publisher of its own.
  model = { ...model, name: `advisories-${randomWord()}` };
  await importAgreements(database(), model);
  vi.spyOn(process.stderr, "write").mockImplementation((line) => written.push(String(line)) > 0);
  // What an earlier test left is no longer heard of.
  await bench.clear();
  await database().delivery.updateMany({ where: { state: "queued" }, data: { dueAt: new Date("2100-01-01") } });
  mail = await startMailServer();
  pool = pooledTransport(mail.url, undefined, sendingRules.connections, { connect: 2000, answer: 2000 });
});
afterEach(async () => {
  vi.restoreAllMocks();
  pool.close();
  await mail.close();
});

const daysAgo = (count: number) => later(now(), -count * days).toISOString();
/** Not of an archive, whenever this runs. */
const sampleAdvisory: typeof anySample = (given = {}, ...rest) =>
  anySample({ revisions: revisionsOf([daysAgo(20)]), ...given }, ...rest);
const packOf = (...advisories: readonly Advisory[]): Pack => ({ ...model, advisories });
const publish = (pack: Pack, at = now()) => publishAdvisories(database(), pack, at);
const post = () => ({ mail, pool, publisher: model.name });
const send = () => sendOnce(post());
const told = (pack: Pack, at = now()) => toldBy(() => publish(pack, at), post(), written);

async function subscriber(
  minimumSeverity: Severity,
  given: { digest?: boolean; topics?: ("advisories" | "reports")[] } = {},
) {
  const [id = ""] = await makeSubscribers(model.name, 1);
  const { digest = false, topics = ["advisories"] } = given;
  await database().subscription.update({ where: { id }, data: { topics, minimumSeverity, digest } });
  return { id, email: subscriberAddress(id) };
}
async function customer(...services: readonly string[]) {
  const officer = await makeContact(["privacy"]);
  await makeOrderForm(officer.accountId, { services: [...services] });
  return officer;
}
async function signedCustomer() {
  const signatory = await makeContact(["signatory", "privacy"]);
  await signFor(model, await contactViewerOf(signatory.personId));
  return signatory;
}
const publications = (advisory: Advisory) =>
  database().advisoryPublication.findMany({ where: { advisoryId: advisory.meta.id }, orderBy: { publishedAt: "asc" } });
const letterTo = (email: string) => mail.letters.find(({ to }) => to.includes(email));

describe("a public advisory", () => {
  test("is told to the subscribers whose minimum it reaches and to the accounts that ordered it, once", async () => {
    const [low, high] = [await subscriber("low"), await subscriber("high")];
    await subscriber("critical");
    await subscriber("low", { digest: true });
    await subscriber("low", { topics: ["reports"] });
    const [theirs] = [await customer("sample EXPORT"), await customer("Sample Exports")];
    const advisory = sampleAdvisory();
    expect(await told(packOf(advisory))).toEqual([low.email, high.email, theirs.email].sort());
    const [publication, ...others] = await publications(advisory);
    expect(publication).toMatchObject({ revision: 1, audience: "public", severity: "high" });
    expect(others).toEqual([]);
    const events = await database().auditEvent.findMany({ where: { subjectId: publication?.id ?? "" } });
    expect(events.map(({ kind }) => kind)).toEqual(["advisory.published"]);
    for (const event of events)
      expect(await openDetails(database(), event)).toMatchObject({ advisory: advisory.meta.id, audience: "public" });
    const letter = letterTo(low.email);
    expect(headersOf(letter, "List-Unsubscribe")).toHaveLength(1);
    expect(headersOf(letterTo(theirs.email), "List-Unsubscribe")).toEqual([]);
    expect(letterTo(theirs.email)?.raw).toContain("sample EXPORT");
    expect(await told(packOf(advisory))).toEqual([]);
  });

  test("without a severity is told to those who want all of them", async () => {
    const low = await subscriber("low");
    await subscriber("medium");
    expect(await told(packOf(sampleAdvisory({ cvss: [] })))).toEqual([low.email]);
  });

  test("is published when its embargo ends, and nothing of it is written before", async () => {
    const low = await subscriber("low");
    const until = later(now(), 5 * minutes);
    const advisory = sampleAdvisory({ embargoUntil: until.toISOString() });
    expect(await told(packOf(advisory), new Date(until.getTime() - 1))).toEqual([]);
    expect(await publications(advisory)).toEqual([]);
    expect(await told(packOf(advisory), until)).toEqual([low.email]);
  });

  test("comes once to who subscribed and is told for an account, in the account's words", async () => {
    const officer = await customer("Sample Export");
    const [both, only] = [await subscriber("low"), await subscriber("low")];
    const { emailIndex: _theirs, ...rest } = await database().subscription.findUniqueOrThrow({
      where: { id: both.id },
    });
    await database().subscription.delete({ where: { id: both.id } });
    const emailIndex = await subscriberIndex(officer.email);
    await database().subscription.create({ data: { ...rest, emailIndex } });
    const advisory = sampleAdvisory();
    expect(await told(packOf(advisory))).toEqual([officer.email, only.email].sort());
    expect(headersOf(letterTo(officer.email), "List-Unsubscribe")).toEqual([]);
    const text = sampleAdvisory({
      id: advisory.meta.id,
      revisions: revisionsOf([daysAgo(20)], [daysAgo(1), "remediation"]),
    });
    expect(await told(packOf(text))).toEqual([officer.email, only.email].sort());
  });

  test("is not mailed to who unsubscribed between", async () => {
    const [gone, here] = [await subscriber("low"), await subscriber("low")];
    const pack = packOf(sampleAdvisory());
    await publish(pack);
    await database().subscription.delete({ where: { id: gone.id } });
    await send();
    expect(mail.letters.flatMap(({ to }) => to)).toEqual([here.email]);
    const row = await database().delivery.findFirstOrThrow({ where: { subscriptionId: gone.id } });
    expect(row.state).toBe("cancelled");
  });

  test("goes on to the account's next contact when the first is refused", async () => {
    const officer = await customer("Sample Export");
    const boss = await makeContact(["admin"], { accountId: officer.accountId });
    await publish(packOf(sampleAdvisory()));
    mail.behave({ code: 550, words: "5.1.1 unknown" });
    await send();
    mail.behave("take");
    expect(await followUpNotices(database(), model.name)).toBe(1);
    await send();
    expect(mail.letters.flatMap(({ to }) => to)).toEqual([boss.email]);
  });

  test("is told to an account that orders it within thirty days, and to no account later", async () => {
    const advisory = sampleAdvisory();
    expect(await told(packOf(advisory))).toEqual([]);
    const soon = await customer("Sample Export");
    expect(await told(packOf(advisory), later(now(), 29 * days))).toEqual([soon.email]);
    await customer("Sample Export");
    expect(await told(packOf(advisory), later(now(), 31 * days))).toEqual([]);
  });

  test("of another publisher's pack, or one that breaks a rule of the database, holds up no other", async () => {
    const low = await subscriber("low");
    const [good, broken] = [sampleAdvisory(), sampleAdvisory()];
    const unnamed = { ...broken, meta: { ...broken.meta, id: "no-such-id" } };
    await publish({ ...packOf(sampleAdvisory()), name: "another-publisher" });
    expect(await publish(packOf(unnamed, good))).toBe(1);
    await send();
    expect(mail.letters.flatMap(({ to }) => to)).toEqual([low.email]);
    expect(written.join("")).toContain("advisories.publish");
    expect(await database().notice.count({ where: { publication: { advisoryId: "no-such-id" } } })).toBe(0);
  });

  test("stays written as it was: nobody changes or deletes a publication", async () => {
    const advisory = sampleAdvisory();
    await publish(packOf(advisory));
    const [row] = await publications(advisory);
    await expect(bench.run(`UPDATE "AdvisoryPublication" SET revision = 9 WHERE id = $1`, row?.id)).rejects.toThrow();
    for (const statement of [
      `UPDATE "AdvisoryPublication" SET "publishedAt" = now() WHERE id = $1`,
      `DELETE FROM "AdvisoryPublication" WHERE id = $1`,
    ])
      await expect(bench.owner.query(statement, [row?.id])).rejects.toThrow();
  });
});

describe("a revision", () => {
  const first = daysAgo(20);
  const revised = (advisory: Advisory, given: Parameters<typeof sampleAdvisory>[0]) =>
    sampleAdvisory({ id: advisory.meta.id, ...given });

  test("of the text alone is not mailed; one that raises the severity is, also to those whom it now concerns", async () => {
    const [low, critical] = [await subscriber("low"), await subscriber("critical")];
    const theirs = await customer("Sample Export");
    const advisory = sampleAdvisory();
    expect(await told(packOf(advisory))).toEqual([low.email, theirs.email].sort());
    const text = revised(advisory, { revisions: revisionsOf([first], [daysAgo(19)]) });
    expect(await told(packOf(text))).toEqual([]);
    const revisions = revisionsOf([first], [daysAgo(19)], [daysAgo(18), "severity-raised"]);
    const raised = revised(advisory, { revisions, cvss: [cvss.critical] });
    expect(await told(packOf(raised))).toEqual([low.email, critical.email, theirs.email].sort());
    expect(headersOf(letterTo(theirs.email), "Subject")[0]).toContain("revised");
    expect((await publications(advisory)).map(({ revision, severity }) => [revision, severity])).toEqual([
      [1, "high"],
      [3, "critical"],
    ]);
  });

  test("that changes the remediation is mailed; what was over before the first sight is not, one by one", async () => {
    const low = await subscriber("low");
    const revisions = revisionsOf([first], [daysAgo(19), "remediation"], [daysAgo(18), "remediation"]);
    const advisory = sampleAdvisory({ revisions });
    expect(await told(packOf(advisory))).toEqual([low.email]);
    expect((await publications(advisory)).map(({ revision }) => revision)).toEqual([3]);
    expect(headersOf(letterTo(low.email), "Subject")[0]).not.toContain("revised");
  });
});

describe("a digest", () => {
  test("tells once a day what reaches the minimum, and nothing on a day that is empty", async () => {
    const [low, high] = [await subscriber("low", { digest: true }), await subscriber("high", { digest: true })];
    const critical = await subscriber("critical", { digest: true });
    const pack = packOf(
      sampleAdvisory({ title: "A high one" }),
      sampleAdvisory({ title: "A low one", cvss: [cvss.low] }),
      sampleAdvisory({ title: "For customers", tlp: "GREEN" }),
    );
    expect(await told(pack)).toEqual([]);
    expect(await told(pack, later(now(), 2 * days))).toEqual([low.email, high.email].sort());
    expect(letterTo(low.email)?.raw.match(/A (high|low) one/g)).toHaveLength(2);
    expect(letterTo(high.email)?.raw.match(/A (high|low) one/g)).toEqual(["A high one"]);
    expect(mail.letters.some(({ raw }) => raw.includes("For customers"))).toBe(false);
    expect(critical.email).not.toBe("");
    expect(await told(pack, later(now(), 2 * days))).toEqual([]);
    expect(await told(pack, later(now(), 3 * days))).toEqual([]);
  });

  test("is not sent of what is no longer there, and not to who comes after it", async () => {
    await subscriber("low", { digest: true });
    const advisory = sampleAdvisory();
    await told(packOf(advisory));
    expect(await told(packOf(), later(now(), 2 * days))).toEqual([]);
    const other = sampleAdvisory();
    await told(packOf(other));
    await told(packOf(other), later(now(), 2 * days));
    await subscriber("low", { digest: true });
    expect(await told(packOf(other), later(now(), 2 * days))).toEqual([]);
  });
});

describe("a restricted advisory", () => {
  const kept = ["Export", "Rows leak", "Install 1.4.2", "Change 1"];

  test("for all who signed is told to them alone, by its id", async () => {
    await subscriber("low");
    await customer("Sample Export");
    const signed = await signedCustomer();
    const advisory = sampleAdvisory({ tlp: "GREEN" });
    expect(await told(packOf(advisory))).toEqual([signed.email]);
    const letter = letterTo(signed.email);
    expect(headersOf(letter, "Subject")[0]).toContain(advisory.meta.id);
    const text = letter?.raw.replaceAll("=\r\n", "") ?? "";
    expect(text).toContain("TLP:GREEN");
    expect(text).toContain(`/portal/advisories/${advisory.meta.id}`);
    for (const word of kept) expect(text).not.toContain(word);
    const rows = await database().notice.findMany({
      where: { publication: { advisoryId: advisory.meta.id } },
      include: { texts: true },
    });
    expect(rows.map(({ texts }) => texts)).toEqual([[]]);
  });

  test("for named accounts is told to those that are chosen, also late, and not to those that no longer are", async () => {
    const [first, late, ended] = [await signedCustomer(), await signedCustomer(), await signedCustomer()];
    const advisory = sampleAdvisory({ tlp: "AMBER+STRICT" });
    const pack = packOf(advisory);
    const { personId: staff } = await makeStaff(["security"]);
    const show = (accountId: string) =>
      showAdvisory(database(), pack, staff, { advisoryId: advisory.meta.id, accountId }, now());
    await show(first.accountId);
    expect(await told(pack)).toEqual([first.email]);
    await show(ended.accountId);
    const grant = await database().advisoryGrant.findFirstOrThrow({ where: { accountId: ended.accountId } });
    await endAdvisory(database(), pack.name, staff, { advisoryId: advisory.meta.id, grantId: grant.id });
    await show(late.accountId);
    expect(await told(pack, later(now(), 40 * days))).toEqual([late.email]);
    expect(await told(pack, later(now(), 40 * days))).toEqual([]);
  });

  test("that becomes public is not told twice to who was told of the same revision", async () => {
    const [low, named] = [await subscriber("low"), await signedCustomer()];
    await makeOrderForm(named.accountId, { services: ["Sample Export"] });
    const others = await customer("Sample Export");
    const until = later(now(), 5 * minutes);
    const advisory = sampleAdvisory({ tlp: "AMBER", embargoUntil: until.toISOString() });
    const pack = packOf(advisory);
    const { personId: staff } = await makeStaff(["security"]);
    const input = { advisoryId: advisory.meta.id, accountId: named.accountId };
    await showAdvisory(database(), pack, staff, input, now());
    expect(await told(pack)).toEqual([named.email]);
    expect(await told(pack, until)).toEqual([low.email, others.email].sort());
    expect((await publications(advisory)).map(({ audience }) => audience)).toEqual(["named", "public"]);
  });
});

test("webhooks tell every account of what is public, and of what is restricted its readers alone, by the id", async () => {
  const network = { resolve: async () => [{ address: "203.0.113.9", family: 4 }], allows: () => true };
  const reader = await signedCustomer();
  const boss = await makeContact(["admin"], { accountId: reader.accountId });
  const stranger = await makeContact(["admin"]);
  for (const { personId } of [boss, stranger]) await makeWebhook(await contactViewerOf(personId), network);
  const [open, restricted] = [sampleAdvisory(), sampleAdvisory({ tlp: "GREEN" })];
  await told(packOf(open, restricted));
  const sentTo = async (accountId: string) => {
    const rows = await database().webhookDelivery.findMany({
      where: { type: "advisory.published", endpoint: { accountId } },
      orderBy: { createdAt: "asc" },
    });
    return rows.map(({ data }) => data);
  };
  const ofOpen = { advisory: open.meta.id, kind: "advisory", revision: 1, severity: "high" };
  const ofRestricted = {
    advisory: restricted.meta.id,
    url: expect.stringMatching(`/portal/advisories/${restricted.meta.id}$`),
  };
  expect(await sentTo(stranger.accountId)).toEqual([{ ...ofOpen, url: expect.stringContaining(open.meta.id) }]);
  expect(await sentTo(reader.accountId)).toEqual([
    { ...ofOpen, url: expect.stringContaining(open.meta.id) },
    ofRestricted,
  ]);
});

describe("the screens", () => {
  test("of an account and of staff show an advisory's notice by its subject", async () => {
    const officer = await customer("Sample Export");
    await subscriber("low");
    const advisory = sampleAdvisory({ title: `Ærlig ${randomWord()}` });
    await told(packOf(advisory));
    const own = await contactViewerOf(officer.personId);
    const { notices } = await listNotices(own, model.name);
    expect(notices).toMatchObject([
      { kind: "advisory", change: null, subject: expect.stringContaining(advisory.meta.title) },
    ]);
    const shown = await findNotice(own, model.name, notices[0]?.id ?? "");
    expect(shown?.content?.text).toContain("Install 1.4.2.");
    expect(shown?.messages).toMatchObject([{ recipient: officer.email, state: "accepted" }]);
    const manager = await viewerOf(bench.author);
    const rows = await listAtDesk(manager, model.name);
    expect(rows.find(({ id }) => id === shown?.id)).toMatchObject({ progress: { accounts: 1, given: 1 } });
    const notice = await readNotice(manager, model.name, shown?.id ?? "");
    expect(notice?.subject).toContain(advisory.meta.title);
    expect(notice && (await listAccounts(manager, notice))).toMatchObject([
      { id: officer.accountId, effectiveAt: null },
    ]);
    expect(await publicTexts(manager, shown?.id ?? "")).toHaveLength(2);
  });
});
