/** What staff decide on a request that waits. */
import { beforeAll, describe, expect, test } from "vitest";
import { makeAccount, makeContact, makeStaff, randomWord, viewerOf } from "@/prisma/factories";
import { useOwnDatabase } from "@/scripts/integration-database";
import { Refusal } from "@/server/access/refusal";
import { approveRequest, confirmRequest, declineRequest, requestAccess } from "@/server/access/requests/commands";
import { readRequest } from "@/server/access/requests/queries";
import { approvalInput, declineInput, requestInput } from "@/server/access/requests/schema";
import { mailsTo, newestToken, publisher, runJobs } from "@/server/access/testing/run-jobs";
import type { Viewer } from "@/server/access/viewer";
import { revokeMember } from "@/server/accounts/memberships";
import { findPerson } from "@/server/accounts/people";
import { openDetails } from "@/server/audit/events";
import { database } from "@/server/platform/database";
import { newId } from "@/server/platform/ids";
import { wordsIn } from "@/server/words/words";

const at = new Date("2026-11-22T10:00:00Z");
let manager: Viewer;
let second: Viewer;
beforeAll(async () => {
  await useOwnDatabase();
  manager = await viewerOf((await makeStaff(["trust_manager"])).personId);
  second = await viewerOf((await makeStaff(["trust_manager"])).personId);
});

const somewhere = () => `2001:db8:${randomWord().slice(0, 4)}:${randomWord().slice(0, 4)}::1`;

/** A request in the queue. */
async function waiting(email = `ada@${randomWord()}.example`) {
  const input = requestInput(wordsIn("en")).parse({
    name: "Ada Lovelace",
    email,
    company: "Northwind Ltd",
    reason: "",
  });
  await requestAccess(database(), { ...input, locale: "en" }, somewhere(), at);
  await runJobs(at);
  const outcome = await confirmRequest(database(), publisher, await newestToken(email), somewhere(), at);
  if (outcome.state !== "waiting") throw new Error(outcome.state);
  const { id } = await database().accessRequest.findFirstOrThrow({
    where: { state: "waiting" },
    orderBy: { createdAt: "desc" },
  });
  return { id, email };
}

function approve(requestId: string, changes: Record<string, unknown> = {}, who = manager): Promise<void> {
  const input = approvalInput(wordsIn("en")).parse({
    ...{ requestId, account: "new", legalName: `Northwind ${randomWord()} Ltd`, roles: ["signatory", "admin"] },
    ...changes,
  });
  return approveRequest(database(), publisher, who, input, at);
}
const decline = (requestId: string, reason = "We do not know this company.", who = manager) =>
  declineRequest(database(), publisher, who, declineInput(wordsIn("en")).parse({ requestId, reason }), at);

async function placeOf(email: string) {
  const person = await findPerson(database(), email);
  return person && database().membership.findFirst({ where: { personId: person.id, revokedAt: null } });
}
const sentence = (work: Promise<unknown>) =>
  work.then(
    () => "nothing was refused",
    (error: unknown) => {
      if (error instanceof Refusal) return error.message;
      throw error;
    },
  );

describe("an approval", () => {
  test("for a new account makes it with its domain, gives the roles and tells the person", async () => {
    const { id, email } = await waiting();
    const legalName = `Zażółć ${randomWord()} 株式会社`;
    await approve(id, { legalName, matchDomain: "yes" });
    const place = await placeOf(email);
    expect(place?.roles.toSorted()).toEqual(["admin", "signatory"]);
    const account = await database().account.findUniqueOrThrow({
      where: { id: place?.accountId ?? "" },
      include: { domains: true },
    });
    expect(account.legalName).toBe(legalName);
    expect(account.domains.map((each) => each.domain)).toEqual([email.split("@")[1]]);
    expect(await readRequest(manager, id)).toMatchObject({
      state: "approved",
      decidedAt: at,
      account: { id: account.id, legalName },
    });
    const mail = (await mailsTo(email)).at(-1);
    expect(mail?.kind).toBe("request-approved");
    expect(mail?.text).toContain(`you are a contact of ${legalName}`);
    expect(mail?.text).not.toContain("token=");
    const events = await database().auditEvent.findMany({ where: { accountId: account.id } });
    expect(events.map((event) => [event.kind, event.actorId]).toSorted()).toEqual([
      ["access.approved", manager.personId],
      ["account.created", manager.personId],
      ["membership.granted", manager.personId],
    ]);
  });

  test("without the domain lets nobody else of it in", async () => {
    const { id, email } = await waiting();
    await approve(id);
    expect(await database().accountDomain.count({ where: { domain: email.split("@")[1] ?? "" } })).toBe(0);
  });

  test("for an account that is there joins it", async () => {
    const account = await makeAccount();
    const { id, email } = await waiting();
    await approve(id, { account: account.id, roles: "privacy" });
    expect(await placeOf(email)).toMatchObject({ accountId: account.id, roles: ["privacy"] });
  });

  test("lets a person back in whose access was ended", async () => {
    const account = await makeAccount();
    const { email, membershipId } = await makeContact(["reviewer"], { accountId: account.id });
    await revokeMember(database(), membershipId, null, at);
    const { id } = await waiting(email);
    await approve(id, { account: account.id, roles: ["reviewer"] });
    expect((await placeOf(email))?.id).not.toBe(membershipId);
  });

  test("gives the first signatory and admin, and no second", async () => {
    const account = await makeAccount();
    const [first, later] = [await waiting(), await waiting()];
    await approve(first.id, { account: account.id, roles: ["signatory", "admin", "reviewer"] });
    for (const role of ["signatory", "admin"])
      expect(await sentence(approve(later.id, { account: account.id, roles: ["reviewer", role] }))).toMatch(
        `The account has a contact with the role ${role} already.`,
      );
    expect(await placeOf(later.email)).toBeNull();
    expect(await readRequest(manager, later.id)).toMatchObject({ state: "waiting", decidedAt: null });
    await approve(later.id, { account: account.id, roles: ["reviewer", "privacy"] });
    expect(await placeOf(later.email)).toMatchObject({ roles: ["reviewer", "privacy"] });
  });

  test("gives the first admin anew when the last one's access has ended", async () => {
    const { accountId, membershipId } = await makeContact(["admin"]);
    await revokeMember(database(), membershipId, null, at);
    const { id, email } = await waiting();
    await approve(id, { account: accountId, roles: ["admin"] });
    expect(await placeOf(email)).toMatchObject({ roles: ["admin"] });
  });

  test("of three people as first admin at once makes one", async () => {
    const account = await makeAccount();
    const requests = [await waiting(), await waiting(), await waiting()];
    const answers = await Promise.allSettled(
      requests.map(({ id }) => approve(id, { account: account.id, roles: ["admin"] })),
    );
    expect(answers.filter((answer) => answer.status === "fulfilled")).toHaveLength(1);
    const admins = await database().membership.count({ where: { accountId: account.id, roles: { has: "admin" } } });
    expect(admins).toBe(1);
  });

  test("cannot take a domain that another account has", async () => {
    const account = await makeAccount({ domain: `${randomWord()}.example` });
    const { email, membershipId } = await makeContact(["reviewer"], { email: `ada@${account.domain}` });
    await revokeMember(database(), membershipId, null, at);
    const { id } = await waiting(email);
    const legalName = `Clash ${randomWord()} Ltd`;
    expect(await sentence(approve(id, { legalName, matchDomain: "yes" }))).toBe(
      "This e-mail domain belongs to another account. Choose that account.",
    );
    expect(await database().account.count({ where: { legalName } })).toBe(0);
    expect(await placeOf(email)).toBeNull();
    expect(await readRequest(manager, id)).toMatchObject({ state: "waiting", matchingAccountId: account.id });
  });

  test("of two people of one new domain at once makes one account for it", async () => {
    const domain = `${randomWord()}.example`;
    const requests = [await waiting(`ada@${domain}`), await waiting(`grace@${domain}`)];
    const answers = await Promise.allSettled(requests.map(({ id }) => approve(id, { matchDomain: "yes" })));
    expect(answers.map((answer) => answer.status).toSorted()).toEqual(["fulfilled", "rejected"]);
    const refused = answers.find((answer) => answer.status === "rejected");
    expect(refused?.reason).toBeInstanceOf(Refusal);
  });

  test("never matches a freemail domain", async () => {
    const { id, email } = await waiting(`${randomWord()}@gmail.com`);
    const legalName = `Free ${randomWord()} Ltd`;
    expect(await sentence(approve(id, { legalName, matchDomain: "yes" }))).toMatch("Anybody can have an address");
    expect(await database().account.count({ where: { legalName } })).toBe(0);
    await approve(id, { legalName });
    expect(await placeOf(email)).not.toBeNull();
  });

  test("of a contact of another account is refused, and that access stays as it is", async () => {
    const { id, email } = await waiting();
    const elsewhere = await makeContact(["reviewer"], { email });
    const account = await makeAccount();
    expect(await sentence(approve(id, { account: account.id, roles: ["signatory"] }))).toMatch(
      "This person is a contact of another account.",
    );
    expect(await placeOf(email)).toMatchObject({ id: elsewhere.membershipId, roles: ["reviewer"] });
    expect(await readRequest(manager, id)).toMatchObject({ state: "waiting" });
  });

  test.each(["closed", "made up"])("into an account that is %s is refused", async (what) => {
    const account = await makeAccount();
    await database().account.update({ where: { id: account.id }, data: { closedAt: at } });
    const { id, email } = await waiting();
    const chosen = what === "closed" ? account.id : newId();
    expect(await sentence(approve(id, { account: chosen, roles: ["reviewer"] }))).toMatch("closed or gone");
    expect(await placeOf(email)).toBeNull();
  });
});

describe("a decline", () => {
  test("mails the reason, in the words of staff, and keeps it", async () => {
    const { id, email } = await waiting();
    const reason = "Żółć\n.\nBcc: eve@evil.example\n无法核实";
    await decline(id, reason);
    const mail = (await mailsTo(email)).at(-1);
    expect(mail).toMatchObject({ kind: "request-declined" });
    expect(mail?.text).toContain(reason);
    expect(mail?.subject).not.toContain("Bcc");
    expect(await readRequest(manager, id)).toMatchObject({ state: "declined", declinedBecause: reason });
    expect(await placeOf(email)).toBeNull();
    const event = await database().auditEvent.findFirstOrThrow({ where: { kind: "access.declined", subjectId: id } });
    expect(event.actorId).toBe(manager.personId);
    expect(await openDetails(database(), event)).toEqual({ email, reason });
  });

  test("needs a reason", () => {
    expect(declineInput(wordsIn("en")).safeParse({ requestId: newId(), reason: "  " }).success).toBe(false);
    expect(declineInput(wordsIn("en")).safeParse({ requestId: newId(), reason: "a".repeat(1001) }).success).toBe(false);
  });

  test("leaves the way open to ask again", async () => {
    const { id, email } = await waiting();
    await decline(id);
    const again = await waiting(email);
    expect(again.id).not.toBe(id);
  });
});

describe("decisions at once", () => {
  test.each([
    ["two approvals", (id: string) => [approve(id), approve(id, {}, second)]],
    ["an approval and a decline", (id: string) => [approve(id), decline(id, "No.", second)]],
    ["two declines", (id: string) => [decline(id), decline(id, "No.", second)]],
  ])("%s: one counts, the other hears of it, and one mail goes out", async (_what, both) => {
    const { id, email } = await waiting();
    const before = (await mailsTo(email)).length;
    const answers = await Promise.allSettled(both(id));
    expect(answers.map((answer) => answer.status).toSorted()).toEqual(["fulfilled", "rejected"]);
    const refused = answers.find((answer) => answer.status === "rejected");
    expect(refused?.reason).toBeInstanceOf(Refusal);
    expect(String(refused?.reason)).toContain("Somebody else has decided this request");
    expect(await mailsTo(email)).toHaveLength(before + 1);
    const decided = await database().auditEvent.findMany({
      where: { subjectId: id, kind: { in: ["access.approved", "access.declined"] } },
    });
    expect(decided).toHaveLength(1);
    const row = await database().accessRequest.findUniqueOrThrow({ where: { id } });
    expect(row.decidedById).toBe(decided[0]?.actorId);
  });

  test("one after the other: the first stays", async () => {
    const { id, email } = await waiting();
    await decline(id);
    expect(await sentence(approve(id))).toMatch("Somebody else has decided");
    expect(await placeOf(email)).toBeNull();
  });

  test("of a request that nobody has confirmed, or that there is not, are refused", async () => {
    const email = `ada@${randomWord()}.example`;
    const input = requestInput(wordsIn("en")).parse({ name: "Ada", email, company: "Northwind" });
    await requestAccess(database(), { ...input, locale: "en" }, somewhere(), at);
    await runJobs(at);
    const { id } = await database().accessRequest.findFirstOrThrow({ where: { domain: email.split("@")[1] ?? "" } });
    expect(await sentence(approve(id))).toMatch("Somebody else has decided");
    expect(await sentence(decline(newId()))).toMatch("Somebody else has decided");
    expect(await placeOf(email)).toBeNull();
  });
});

describe("what stands in the form", () => {
  const good = { requestId: newId(), account: newId(), roles: ["reviewer"] };
  test.each([
    [{ requestId: "1" }, "requestId"],
    [{ account: "other" }, "account"],
    [{ account: "new", legalName: "  " }, "legalName"],
    [{ account: "new", legalName: "a".repeat(201) }, "legalName"],
    [{ roles: [] }, "roles"],
    [{ roles: undefined }, "roles"],
    [{ roles: ["reviewer", "trust_manager"] }, "roles"],
    [{ roles: "owner" }, "roles"],
  ])("is checked: %j", (changes, field) => {
    expect(approvalInput(wordsIn("en")).safeParse(good).success).toBe(true);
    const issues = approvalInput(wordsIn("en")).safeParse({ ...good, ...changes }).error?.issues ?? [];
    expect(issues.map((issue) => issue.path[0])).toContain(field);
  });

  test("a domain is matched only where the box was ticked", () => {
    for (const [matchDomain, wanted] of [
      ["yes", true],
      ["no", false],
      [undefined, false],
      [["yes", "yes"], false],
    ])
      expect(approvalInput(wordsIn("en")).parse({ ...good, matchDomain }).matchDomain).toBe(wanted);
  });
});
