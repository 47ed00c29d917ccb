/** From asking to being in the queue or let in. Decisions of staff are tested beside. */
import { beforeAll, describe, expect, test, vi } from "vitest";
import { makeAccount, makeContact, makeStaff, randomWord, viewerOf } from "@/prisma/factories";
import { useOwnDatabase } from "@/scripts/integration-database";
import { confirmRequest, declineRequest, requestAccess } from "@/server/access/requests/commands";
import { countWaiting, listRequests, readRequest } from "@/server/access/requests/queries";
import { forgetOldRequests } from "@/server/access/requests/retention";
import { requestInput } from "@/server/access/requests/schema";
import { mailsTo, newestToken, publisher, runJobs } from "@/server/access/testing/run-jobs";
import { linkLifetime } from "@/server/accounts/links";
import { revokeMember } from "@/server/accounts/memberships";
import { findPerson } from "@/server/accounts/people";
import { findSession } from "@/server/accounts/sessions";
import { signInWithLink } from "@/server/accounts/sign-in";
import { days, hours, later } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { newToken } from "@/server/platform/ids";
import { wordsIn } from "@/server/words/words";

beforeAll(() => useOwnDatabase());

const at = new Date("2026-11-22T10:00:00Z");
const somewhere = () => `2001:db8:${randomWord().slice(0, 4)}:${randomWord().slice(0, 4)}::1`;

const asked = (email: string, changes: { name?: string; company?: string; reason?: string } = {}) => ({
  ...requestInput(wordsIn("en")).parse({
    ...{ name: "Ada Lovelace", email, company: "Northwind Ltd", reason: "Vendor review" },
    ...changes,
  }),
  locale: "en" as const,
});
const ask = (email: string, changes = {}, moment = at) =>
  requestAccess(database(), asked(email, changes), somewhere(), moment);
const confirm = (token: string, moment = at) => confirmRequest(database(), publisher, token, somewhere(), moment);

/** Asks, runs the jobs and presses the button of the mail. */
async function askAndConfirm(email: string) {
  await ask(email);
  await runJobs(at);
  return confirm(await newestToken(email.toLowerCase()));
}

async function queueOf(email: string) {
  const manager = await viewerOf((await makeStaff(["trust_manager"])).personId);
  const rows = await listRequests(manager, "waiting");
  return rows.filter((row) => row.email === email);
}

const livePlace = (email: string) =>
  findPerson(database(), email).then(
    (person) => person && database().membership.findFirst({ where: { personId: person.id, revokedAt: null } }),
  );

describe("somebody who asks on a Norwegian page", () => {
  test("is answered in Norwegian to the end, with links to Norwegian pages; staff are not", async () => {
    const manager = await makeStaff(["trust_manager"]);
    const email = `åse@${randomWord()}.example`;
    await requestAccess(database(), { ...asked(email), locale: "nb" }, somewhere(), at);
    await runJobs(at);
    const [confirmation] = await mailsTo(email);
    expect(confirmation?.subject).toBe(`Bekreft adressen din for tillitssenteret til ${publisher}`);
    expect(confirmation?.text).toContain("http://localhost:3000/nb/request-access/confirm?token=");
    expect(await confirm(await newestToken(email))).toEqual({ state: "waiting" });
    const mails = await mailsTo(email);
    expect(mails.at(-1)?.text).toContain("forespørselen er i køen vår");
    expect((await mailsTo(manager.email)).at(-1)?.subject).toBe("A request for access waits");

    const [request] = await queueOf(email);
    const viewer = await viewerOf(manager.personId);
    await declineRequest(database(), publisher, viewer, { requestId: request?.id ?? "", reason: "No customer." }, at);
    expect((await mailsTo(email)).at(-1)?.text).toMatch(/har ikke godkjent den[\s\S]*No customer\./);
  });

  test("who is a contact already gets a link to the Norwegian page", async () => {
    const contact = await makeContact(["reviewer"]);
    await requestAccess(database(), { ...asked(contact.email), locale: "nb" }, somewhere(), at);
    await runJobs(at);
    const mail = (await mailsTo(contact.email)).at(-1);
    expect(mail?.subject).toMatch(/^Innloggingslenken din/);
    expect(mail?.text).toContain("/nb/sign-in/confirm?token=");
  });
});

describe("somebody whom nobody knows", () => {
  test("confirms the address and waits in the queue, and the trust managers are told without a name", async () => {
    const manager = await makeStaff(["trust_manager"]);
    const other = await makeStaff(["auditor", "dpo", "security", "on_call_manager"]);
    const email = `ada@${randomWord()}.example`;
    await ask(email);
    expect(await queueOf(email)).toEqual([]);
    await runJobs(at);
    expect((await mailsTo(email)).map((mail) => mail.kind)).toEqual(["request-confirm"]);
    expect(await queueOf(email)).toEqual([]);

    expect(await confirm(await newestToken(email))).toEqual({ state: "waiting" });
    expect(await queueOf(email)).toMatchObject([
      { email, name: "Ada Lovelace", company: "Northwind Ltd", reason: "Vendor review", state: "waiting" },
    ]);
    expect((await mailsTo(email)).map((mail) => mail.kind)).toEqual(["request-confirm", "request-waiting"]);
    const told = (await mailsTo(manager.email)).filter((mail) => mail.kind === "request-for-staff");
    expect(told).toHaveLength(1);
    expect(told[0]?.text).toContain("http://localhost:3000/desk/requests");
    expect(told[0]?.text).not.toMatch(/Ada|Northwind|@/);
    expect(await mailsTo(other.email)).toEqual([]);
    expect(await livePlace(email)).toBeNull();
  });

  test("may have a name in any alphabet", async () => {
    const email = `用户@${randomWord()}.example`;
    await ask(email, { name: "محمد الخوارزمي", company: "Zażółć Gęślą S.A.", reason: "监管\n要求" });
    await runJobs(at);
    await confirm(await newestToken(email));
    expect(await queueOf(email)).toMatchObject([
      { name: "محمد الخوارزمي", company: "Zażółć Gęślą S.A.", reason: "监管\n要求" },
    ]);
  });

  test("of a closed account's domain waits", async () => {
    const account = await makeAccount();
    await database().account.update({ where: { id: account.id }, data: { closedAt: at } });
    expect(await askAndConfirm(`ada@${account.domain}`)).toEqual({ state: "waiting" });
  });

  test("at a domain under or above a known one waits", async () => {
    const account = await makeAccount();
    expect(await askAndConfirm(`ada@evil.${account.domain}`)).toEqual({ state: "waiting" });
    expect(await askAndConfirm(`ada@x${account.domain}`)).toEqual({ state: "waiting" });
  });
});

describe("somebody at the domain of an account", () => {
  test("is let in at once, signed in, as reviewer and nothing else", async () => {
    const account = await makeAccount();
    const email = `ada@${account.domain}`;
    const outcome = await askAndConfirm(email.toUpperCase());
    if (outcome.state !== "let-in") throw new Error(outcome.state);
    const place = await livePlace(email);
    expect(place).toMatchObject({ accountId: account.id, roles: ["reviewer"] });
    expect(await findSession(database(), outcome.sessionToken, at)).toMatchObject({ personId: place?.personId });
    expect(await queueOf(email)).toEqual([]);
    const kinds = (
      await database().auditEvent.findMany({ where: { accountId: account.id }, orderBy: { sequence: "asc" } })
    ).map((event) => event.kind);
    expect(kinds).toEqual(["account.created", "membership.granted", "access.let-in", "sign-in"]);
  });

  test("who confirms twice at once gets in once", async () => {
    const account = await makeAccount();
    const email = `ada@${account.domain}`;
    await ask(email);
    await runJobs(at);
    const token = await newestToken(email);
    const outcomes = await Promise.all([confirm(token), confirm(token), confirm(token)]);
    expect(outcomes.map((outcome) => outcome.state).toSorted()).toEqual(["let-in", "refused", "refused"]);
    expect(await database().session.count({ where: { personId: (await findPerson(database(), email))?.id } })).toBe(1);
  });

  test("with two mails for one request gets in by one of them", async () => {
    const account = await makeAccount();
    const email = `ada@${account.domain}`;
    await ask(email);
    await runJobs(at);
    const first = await newestToken(email);
    await ask(email);
    await runJobs(at);
    const outcomes = await Promise.all([confirm(first), confirm(await newestToken(email))]);
    expect(outcomes.map((outcome) => outcome.state).toSorted()).toEqual(["let-in", "refused"]);
  });

  test("is never let in by a freemail domain, even if an account had one", async () => {
    const account = await makeAccount({ domain: "gmx.net" });
    const email = `${randomWord()}@gmx.net`;
    expect(await askAndConfirm(email)).toEqual({ state: "waiting" });
    expect(await livePlace(email)).toBeNull();
    expect(await database().membership.count({ where: { accountId: account.id } })).toBe(0);
  });

  test("whose access was ended waits for staff, also under a label of the same mailbox", async () => {
    const account = await makeAccount();
    const { email, membershipId } = await makeContact(["admin"], {
      accountId: account.id,
      email: `ada@${account.domain}`,
    });
    await revokeMember(database(), membershipId, null, at);
    for (const address of [email, `ada+again@${account.domain}`]) {
      expect(await askAndConfirm(address)).toEqual({ state: "waiting" });
      expect(await livePlace(address)).toBeNull();
    }
    const [request] = await queueOf(email);
    const manager = await viewerOf((await makeStaff(["trust_manager"])).personId);
    expect(await readRequest(manager, request?.id ?? "")).toMatchObject({ revokedBefore: true });
  });

  test("whose access was ended at another account waits too", async () => {
    const account = await makeAccount();
    const { email, membershipId } = await makeContact(["reviewer"], { email: `ada@${account.domain}` });
    await revokeMember(database(), membershipId, null, at);
    expect(await askAndConfirm(email)).toEqual({ state: "waiting" });
  });

  test("who is staff waits", async () => {
    const account = await makeAccount();
    const { email, personId } = await makeStaff(["on_call_manager"], { email: `grace@${account.domain}` });
    expect(await askAndConfirm(email)).toEqual({ state: "waiting" });
    expect(await database().membership.count({ where: { personId } })).toBe(0);
  });

  test("who is a contact already gets a sign-in link, and no request is made", async () => {
    const { email, personId } = await makeContact(["reviewer"]);
    await ask(email);
    await runJobs(at);
    expect((await mailsTo(email)).map((mail) => mail.kind)).toEqual(["sign-in"]);
    expect(await database().accessRequest.count({ where: { links: { some: { personId } } } })).toBe(0);
    expect(await confirm(await newestToken(email))).toEqual({ state: "refused" });
    expect(await signInWithLink(database(), await newestToken(email), somewhere(), at)).toMatchObject({
      state: "signed-in",
    });
  });

  test("who is a contact of an account that was closed confirms and waits", async () => {
    const { email, accountId } = await makeContact(["reviewer"]);
    await database().account.update({ where: { id: accountId }, data: { closedAt: at } });
    expect(await askAndConfirm(email)).toEqual({ state: "waiting" });
  });
});

describe("requests of one address", () => {
  const requestsOf = async (email: string) => {
    const rows = await database().accessRequest.findMany({ where: { domain: email.split("@")[1] ?? "" } });
    return rows.map((row) => row.state);
  };

  test("join while they are open, and the newest words count", async () => {
    const email = `ada@${randomWord()}.example`;
    for (const company of ["Northwind", "Northwind Ltd", "Northwind Holdings Ltd"]) {
      await ask(email, { company });
      await runJobs(at);
    }
    expect(await requestsOf(email)).toEqual(["unconfirmed"]);
    expect(await mailsTo(email)).toHaveLength(3);
    await confirm(await newestToken(email));
    expect(await queueOf(email)).toMatchObject([{ company: "Northwind Holdings Ltd" }]);
  });

  test("join when they come at once: one is kept, none is lost for good", async () => {
    const email = `ada@${randomWord()}.example`;
    await Promise.all([ask(email), ask(email), ask(email), ask(email)]);
    // Those that meet another are tried again later: here at once, until nothing is left to do.
    await vi.waitFor(
      async () => {
        await database().$executeRaw`UPDATE graphile_worker._private_jobs SET run_at = now() WHERE locked_at IS NULL`;
        await runJobs(at, 4).catch(() => {});
        expect(await mailsTo(email)).toHaveLength(4);
      },
      { timeout: 25_000 },
    );
    expect(await requestsOf(email)).toEqual(["unconfirmed"]);
  });

  test("join a request that waits: its words stay, and no link is mailed", async () => {
    const email = `ada@${randomWord()}.example`;
    await askAndConfirm(email);
    await ask(email, { name: "Eve", company: "Evil Ltd" });
    await runJobs(at);
    expect(await queueOf(email)).toMatchObject([{ name: "Ada Lovelace", company: "Northwind Ltd" }]);
    const mails = await mailsTo(email);
    expect(mails.at(-1)?.kind).toBe("request-waiting");
    expect(mails.filter((mail) => mail.text.includes("token="))).toHaveLength(1);
  });
});

describe("a confirmation", () => {
  test.each([
    ["made up", async () => newToken()],
    ["too old", async (email: string) => newestToken(email)],
  ])("with a token that is %s is refused", async (what, token) => {
    const email = `ada@${randomWord()}.example`;
    await ask(email);
    await runJobs(at);
    const moment = what === "too old" ? later(at, linkLifetime) : at;
    expect(await confirm(await token(email), moment)).toEqual({ state: "refused" });
    expect(await queueOf(email)).toEqual([]);
  });

  test("with a sign-in link's token is refused, and the link stays good", async () => {
    const { email } = await makeContact(["reviewer"]);
    await ask(email);
    await runJobs(at);
    const token = await newestToken(email);
    expect(await confirm(token)).toEqual({ state: "refused" });
    expect(await signInWithLink(database(), token, somewhere(), at)).toMatchObject({ state: "signed-in" });
  });

  test("is limited by network, and a good link is not spent by that", async () => {
    const email = `ada@${randomWord()}.example`;
    await ask(email);
    await runJobs(at);
    const token = await newestToken(email);
    const address = somewhere();
    const from = (value: string) => confirmRequest(database(), publisher, value, address, at);
    await Promise.all(Array.from({ length: 60 }, () => from(newToken())));
    expect(await from(token)).toEqual({ state: "limited", until: later(at, hours) });
    expect(await confirm(token)).toEqual({ state: "waiting" });
  });
});

describe("limits on asking", () => {
  test("take five requests an hour for an address and thirty from a network", async () => {
    const email = `ada@${randomWord()}.example`;
    for (let request = 1; request <= 5; request++) expect(await ask(email)).toBeNull();
    expect(await ask(email)).toEqual(later(at, hours));
    expect(await ask(email, {}, later(at, hours))).toBeNull();

    const address = somewhere();
    const answers = await Promise.all(
      Array.from({ length: 31 }, () => requestAccess(database(), asked(`${randomWord()}@flood.example`), address, at)),
    );
    expect(answers.filter((answer) => answer === null)).toHaveLength(30);
  });
});

describe("what stands in the form", () => {
  test.each([
    [{ name: "" }, "name"],
    [{ name: " \r\n " }, "name"],
    [{ name: "a".repeat(121) }, "name"],
    [{ company: "" }, "company"],
    [{ company: "a".repeat(201) }, "company"],
    [{ reason: "a".repeat(2001) }, "reason"],
    [{ email: "ada" }, "email"],
    [{ email: ["a@b.example", "c@d.example"] }, "email"],
  ])("is checked: %j", (changes, field) => {
    const good = { name: "Ada", email: "ada@northwind.example", company: "Northwind" };
    expect(requestInput(wordsIn("en")).safeParse(good).success).toBe(true);
    const issues = requestInput(wordsIn("en")).safeParse({ ...good, ...changes }).error?.issues ?? [];
    expect(issues.map((issue) => issue.path[0])).toContain(field);
  });
});

describe("the queue", () => {
  test("is read by trust managers alone", async () => {
    const email = `ada@${randomWord()}.example`;
    await askAndConfirm(email);
    const [request] = await queueOf(email);
    const manager = await viewerOf((await makeStaff(["trust_manager"])).personId);
    expect(await readRequest(manager, request?.id ?? "")).toMatchObject({ email });
    expect(await countWaiting(manager)).toBeGreaterThan(0);
    const others = [
      await makeStaff(["dpo", "security", "auditor", "on_call_manager"]),
      await makeContact(["admin", "signatory", "reviewer", "privacy"]),
    ];
    for (const { personId } of others) {
      const viewer = await viewerOf(personId);
      expect(await listRequests(viewer, "waiting")).toEqual([]);
      expect(await readRequest(viewer, request?.id ?? "")).toBeNull();
      expect(await countWaiting(viewer)).toBe(0);
    }
  });

  test("does not show what nobody has confirmed", async () => {
    const email = `ada@${randomWord()}.example`;
    await ask(email);
    await runJobs(at);
    const { id } = await database().accessRequest.findFirstOrThrow({ where: { domain: email.split("@")[1] ?? "" } });
    const manager = await viewerOf((await makeStaff(["trust_manager"])).personId);
    expect(await readRequest(manager, id)).toBeNull();
  });
});

describe("retention", () => {
  test("erases what unconfirmed and declined requests say, keeps that they were, and leaves waiting ones", async () => {
    const domain = `${randomWord()}.example`;
    const [forgotten, waits] = [`old@${domain}`, `waits@${domain}`];
    await ask(forgotten);
    await runJobs(at);
    const token = await newestToken(forgotten);
    await askAndConfirm(waits);
    await forgetOldRequests(database(), {
      unconfirmedBefore: later(new Date(), days),
      declinedBefore: later(new Date(), days),
      at,
    });
    const rows = await database().accessRequest.findMany({ where: { domain }, include: { dataKey: true } });
    expect(rows.map((row) => [row.state, row.dataKey.wrapped === null]).toSorted()).toEqual([
      ["declined", true],
      ["waiting", false],
    ]);
    expect(await mailsTo(forgotten)).toEqual([]);
    expect(await queueOf(waits)).toHaveLength(1);
    expect(await confirm(token)).toEqual({ state: "refused" });
  });
});
