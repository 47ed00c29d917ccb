import { beforeAll, describe, expect, test } from "vitest";
import { makeAccount, makeContact, makeStaff, randomWord } from "@/prisma/factories";
import { useOwnDatabase } from "@/scripts/integration-database";
import { mailsTo, newestToken, publisher, runJobs } from "@/server/access/testing/run-jobs";
import { linkLifetime, makeLink } from "@/server/accounts/links";
import { revokeMember } from "@/server/accounts/memberships";
import { findSession, sessionLifetime } from "@/server/accounts/sessions";
import { requestSignIn, type SignInOutcome, signInWithLink } from "@/server/accounts/sign-in";
import { openDetails } from "@/server/audit/events";
import { newDataKey } from "@/server/keys/data-keys";
import { hours, later, minutes, now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { newId, newToken, sha256 } from "@/server/platform/ids";

beforeAll(() => useOwnDatabase());

const at = new Date("2026-11-22T10:00:00Z");
/** A network of its own, so that no test spends another's attempts. */
const somewhere = () => `2001:db8:${randomWord().slice(0, 4)}:${randomWord().slice(0, 4)}::1`;

const ask = (email: string, next: string | null = null, clientAddress = somewhere(), moment = at) =>
  requestSignIn(database(), { email, next, clientAddress, locale: "en" }, moment);
const post = (token: string, moment = at, clientAddress = somewhere()) =>
  signInWithLink(database(), token, clientAddress, moment);

/** The token of a link that was really mailed. */
async function mailedToken(email: string, next: string | null = null): Promise<string> {
  await ask(email, next);
  await runJobs(at);
  return newestToken(email);
}

const linkFor = (personId: string, moment = at) =>
  makeLink(database(), { purpose: "sign_in", personId }, { next: null, locale: "en" }, moment).then(tokenOf);
const tokenOf = (link: string) => new URL(link).searchParams.get("token") ?? "";
const sessionsOf = (personId: string) => database().session.count({ where: { personId } });
const states = (outcomes: readonly SignInOutcome[]) => outcomes.map((outcome) => outcome.state).toSorted();

describe("a mailed link", () => {
  test("signs the person in once, and leads where they wanted to go", async () => {
    const { email, personId } = await makeContact(["reviewer"]);
    const token = await mailedToken(email, "/portal/nda");
    const [mail] = await mailsTo(email);
    expect(mail).toMatchObject({ kind: "sign-in", subject: `Your sign-in link for the ${publisher} trust centre` });
    expect(mail?.text).toContain(`http://localhost:3000/sign-in/confirm?token=${token}\n`);

    const outcome = await post(token);
    if (outcome.state !== "signed-in") throw new Error(outcome.state);
    expect(outcome).toMatchObject({ next: "/portal/nda", staff: false });
    expect(await findSession(database(), outcome.sessionToken, at)).toMatchObject({ personId });
    expect(await post(token)).toEqual({ state: "refused" });
    expect(await sessionsOf(personId)).toBe(1);
  });

  test("tells staff from contacts", async () => {
    const { email } = await makeStaff(["auditor"]);
    expect(await post(await mailedToken(email))).toMatchObject({ state: "signed-in", staff: true });
  });

  test("pressed many times at once gives one session", async () => {
    const { personId } = await makeContact(["reviewer"]);
    const token = await linkFor(personId);
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => post(token)));
    expect(states(outcomes)).toEqual([...Array(7).fill("refused"), "signed-in"]);
    expect(await sessionsOf(personId)).toBe(1);
  });

  test("works until its last moment and not after", async () => {
    const { personId } = await makeContact(["reviewer"]);
    const [inTime, late] = [await linkFor(personId), await linkFor(personId)];
    expect(linkLifetime).toBe(15 * minutes);
    expect(await post(late, later(at, linkLifetime))).toEqual({ state: "refused" });
    expect(await post(inTime, later(at, linkLifetime - 1))).toMatchObject({ state: "signed-in" });
  });

  test("of another purpose signs nobody in, and is not spent by trying", async () => {
    const dataKeyId = await newDataKey(database(), "access-request");
    const request = await database().accessRequest.create({
      data: { id: newId(), emailIndex: sha256(newId()), domain: "x.example", dataKeyId, sealed: sha256("x") },
    });
    const token = tokenOf(
      await makeLink(
        database(),
        { purpose: "confirm_request", accessRequestId: request.id },
        { next: null, locale: "en" },
        at,
      ),
    );
    expect(await post(token)).toEqual({ state: "refused" });
    const link = await database().mailedLink.findUniqueOrThrow({ where: { tokenHash: sha256(token) } });
    expect(link.usedAt).toBeNull();
  });

  test.each([
    ["made up", () => newToken()],
    ["empty", () => ""],
    ["its own hash", (token: string) => Buffer.from(sha256(token)).toString("base64url")],
    ["cut short", (token: string) => token.slice(0, -1)],
    ["one letter longer", (token: string) => `${token}A`],
    ["in capitals", (token: string) => token.toUpperCase()],
    ["an attack on the query", () => "' OR '1'='1"],
    ["another alphabet", () => "令牌令牌令牌令牌令牌令牌令牌令牌"],
    ["not text for a database", () => "\u0000".repeat(43)],
  ])("with a token that is %s is refused", async (_what, forge) => {
    const { personId } = await makeContact(["reviewer"]);
    expect(await post(forge(await linkFor(personId)))).toEqual({ state: "refused" });
    expect(await sessionsOf(personId)).toBe(0);
  });

  test("stands in the database only as its hash", async () => {
    const { personId } = await makeContact(["reviewer"]);
    const token = await linkFor(personId);
    const [row] = await database().$queryRaw<{ text: string }[]>`
      SELECT string_agg(l::text, '') AS text FROM "MailedLink" l WHERE "personId" = ${personId}::uuid`;
    expect(row?.text).toContain(Buffer.from(sha256(token)).toString("hex"));
    expect(row?.text).not.toContain(token);
  });
});

describe("asking for a link", () => {
  test("gives the same answer for an address that nobody has, and no mail", async () => {
    const { email: known } = await makeContact(["reviewer"]);
    const unknown = `${randomWord()}@nowhere.example`;
    const before = await database().mail.count();
    expect(await ask(unknown)).toBe(await ask(known));
    await runJobs(at);
    expect(await mailsTo(unknown)).toEqual([]);
    expect(await mailsTo(known)).toHaveLength(1);
    expect(await database().mail.count()).toBe(before + 1);
  });

  test("leaves one and the same trace, known or not, before the job has run", async () => {
    const { email: known } = await makeContact(["reviewer"]);
    const trace = async (email: string) => {
      await ask(email);
      const [row] = await database().$queryRaw<{ links: bigint; mails: bigint; jobs: bigint }[]>`
        SELECT (SELECT count(*) FROM "MailedLink") AS links, (SELECT count(*) FROM "Mail") AS mails,
               (SELECT count(*) FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
                WHERE t.identifier = 'sign-in-request') AS jobs`;
      await runJobs(at);
      return row;
    };
    const [first, second] = [await trace(`${randomWord()}@nowhere.example`), await trace(known)];
    expect(first).toEqual(second);
  });

  test("gives no link to somebody whose access has ended", async () => {
    const { email, membershipId } = await makeContact(["reviewer"]);
    await revokeMember(database(), membershipId, null, at);
    expect(await ask(email)).toBeNull();
    await runJobs(at);
    expect(await mailsTo(email)).toEqual([]);
  });

  test("gives no link to a contact of a closed account", async () => {
    const { email, accountId, personId } = await makeContact(["admin"]);
    const token = await linkFor(personId);
    await database().account.update({ where: { id: accountId }, data: { closedAt: at } });
    await ask(email);
    await runJobs(at);
    expect(await mailsTo(email)).toEqual([]);
    expect(await post(token)).toEqual({ state: "refused" });
  });

  test("gives no link to a former member of staff", async () => {
    const { email, personId } = await makeStaff(["security"]);
    const token = await linkFor(personId);
    await database().person.update({ where: { id: personId }, data: { staffRoles: [] } });
    await ask(email);
    await runJobs(at);
    expect(await mailsTo(email)).toEqual([]);
    expect(await post(token)).toEqual({ state: "refused" });
  });
});

describe("when a person's access ends", () => {
  test("every session dies at once and an unspent link opens nothing", async () => {
    const { personId, membershipId } = await makeContact(["reviewer"]);
    const unspent = await linkFor(personId);
    const outcomes = [await post(await linkFor(personId)), await post(await linkFor(personId))];
    const tokens = outcomes.map((outcome) => (outcome.state === "signed-in" ? outcome.sessionToken : ""));
    await revokeMember(database(), membershipId, null, at);
    for (const token of tokens) expect(await findSession(database(), token, at)).toBeNull();
    expect(await post(unspent)).toEqual({ state: "refused" });
    expect(await sessionsOf(personId)).toBe(0);
  });

  test("others of the account stay signed in", async () => {
    const account = await makeAccount();
    const [stays, leaves] = await Promise.all([
      makeContact(["reviewer"], { accountId: account.id }),
      makeContact(["reviewer"], { accountId: account.id }),
    ]);
    const outcome = await post(await linkFor(stays.personId));
    await revokeMember(database(), leaves.membershipId, null, at);
    const token = outcome.state === "signed-in" ? outcome.sessionToken : "";
    expect(await findSession(database(), token, at)).toMatchObject({ personId: stays.personId });
  });
});

describe("a session", () => {
  test("ends by itself, and its token stands in the database only as its hash", async () => {
    const { personId } = await makeContact(["reviewer"]);
    const outcome = await post(await linkFor(personId));
    const token = outcome.state === "signed-in" ? outcome.sessionToken : "";
    expect(sessionLifetime).toBe(12 * hours);
    expect(await findSession(database(), token, later(at, sessionLifetime - 1))).not.toBeNull();
    expect(await findSession(database(), token, later(at, sessionLifetime))).toBeNull();
    const [row] = await database().$queryRaw<{ text: string }[]>`
      SELECT string_agg(s::text, '') AS text FROM "Session" s WHERE "personId" = ${personId}::uuid`;
    expect(row?.text).not.toContain(token);
    expect(await findSession(database(), Buffer.from(sha256(token)).toString("base64url"), at)).toBeNull();
  });

  test("tells when the person proved the address by the database's clock, whatever the server says", async () => {
    const { personId } = await makeContact(["reviewer"]);
    const outcome = await post(await linkFor(personId));
    const token = outcome.state === "signed-in" ? outcome.sessionToken : "";
    const session = await findSession(database(), token, at);
    expect(Math.abs((session?.authenticatedAt.getTime() ?? 0) - now().getTime())).toBeLessThan(5 * minutes);
    await database().session.create({
      data: {
        personId,
        tokenHash: sha256("forged"),
        expiresAt: later(at, hours),
        authenticatedAt: new Date("2030-01-01"),
      },
    });
    const forged = await findSession(database(), "forged", at);
    expect(forged?.authenticatedAt.getUTCFullYear()).toBeLessThan(2030);
  });
});

describe("limits", () => {
  test("take five requests for an address in a quarter of an hour, whoever asks, and then start anew", async () => {
    const email = `${randomWord()}@northwind.example`;
    for (let request = 1; request <= 5; request++) expect(await ask(email)).toBeNull();
    expect(await ask(email)).toEqual(later(at, 15 * minutes));
    expect(await ask(email, null, somewhere(), later(at, 15 * minutes - 1))).toEqual(later(at, 15 * minutes));
    expect(await ask(`${randomWord()}@northwind.example`)).toBeNull();
    expect(await ask(email, null, somewhere(), later(at, 15 * minutes))).toBeNull();
  });

  test("hold when many ask at once", async () => {
    const email = `${randomWord()}@northwind.example`;
    const answers = await Promise.all(Array.from({ length: 12 }, () => ask(email)));
    expect(answers.filter((answer) => answer === null)).toHaveLength(5);
  });

  test("queue nothing for a request over the limit", async () => {
    const { email } = await makeContact(["reviewer"]);
    for (let request = 1; request <= 7; request++) await ask(email);
    await runJobs(at);
    expect(await mailsTo(email)).toHaveLength(5);
  });

  test("take sixty requests an hour from a network, which its neighbours share", async () => {
    const network = randomWord().slice(0, 4);
    const neighbour = (host: number) => `2001:db8:${network}:${(0x100 + (host % 256)).toString(16)}::${host}`;
    const from = (host: number, moment = at) => ask(`${randomWord()}@x.example`, null, neighbour(host), moment);
    const answers = await Promise.all(Array.from({ length: 60 }, (_, host) => from(host + 1)));
    expect(answers.every((answer) => answer === null)).toBe(true);
    expect(await from(99)).toEqual(later(at, hours));
    expect(await from(99, later(at, hours))).toBeNull();
    expect(await ask(`${randomWord()}@x.example`)).toBeNull();
  });

  test("take sixty attempts an hour with tokens, after which even a good one waits and is not spent", async () => {
    const { personId } = await makeContact(["reviewer"]);
    const good = await linkFor(personId);
    const address = somewhere();
    await Promise.all(Array.from({ length: 60 }, () => post(newToken(), at, address)));
    expect(await post(good, at, address)).toEqual({ state: "limited", until: later(at, hours) });
    expect(await post(good)).toMatchObject({ state: "signed-in" });
  });

  test("keep no address or network: buckets are keyed hashes", async () => {
    const [email, address] = [`${randomWord()}@northwind.example`, "198.51.100.77"];
    await ask(email, null, address);
    const [row] = await database().$queryRaw<
      { text: string }[]
    >`SELECT string_agg(r::text, '') AS text FROM "RateLimit" r`;
    for (const value of [email, address, "198.51.100.0/24"])
      for (const form of [value, Buffer.from(value).toString("hex"), Buffer.from(sha256(value)).toString("hex")])
        expect(row?.text).not.toContain(form);
  });
});

describe("the audit log", () => {
  test("has each sign-in under the person's key and each refusal without a name", async () => {
    const { personId, accountId, email } = await makeContact(["reviewer"]);
    const token = await linkFor(personId);
    const refusedBefore = await database().auditEvent.count({ where: { kind: "sign-in.failed" } });
    await post(token);
    await post(token);
    const events = await database().auditEvent.findMany({ where: { kind: "sign-in", actorId: personId } });
    expect(events).toHaveLength(1);
    const [event] = events;
    if (event === undefined) throw new Error("no event");
    expect(event.accountId).toBe(accountId);
    expect(await openDetails(database(), event)).toMatchObject({ email });
    expect(await database().auditEvent.count({ where: { kind: "sign-in.failed" } })).toBe(refusedBefore + 1);
  });
});
