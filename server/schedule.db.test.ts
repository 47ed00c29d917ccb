/**
 * A whole run of sign-in, requests and team with the real worker and a mail server that takes, puts off and refuses.
 * Whatever happens, neither the log nor any column in clear holds an address, a name or a token.
 */
import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { contactViewerOf, makeAccount, makeContact, makeStaff, randomWord, viewerOf } from "@/prisma/factories";
import { useOwnDatabase } from "@/scripts/integration-database";
import { approveRequest, confirmRequest, declineRequest, requestAccess } from "@/server/access/requests/commands";
import { approvalInput, requestInput } from "@/server/access/requests/schema";
import { inviteMember, removeMember } from "@/server/access/team/commands";
import { findSession } from "@/server/accounts/sessions";
import { requestSignIn, signInRequestJob, signInWithLink } from "@/server/accounts/sign-in";
import { addJob } from "@/server/jobs/queue";
import { publisherKey } from "@/server/keys/data-keys";
import { type MailServer, startMailServer } from "@/server/mail/testing/mail-server";
import { now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { settings } from "@/server/platform/env";
import { errorFields, log } from "@/server/platform/log";
import { startSchedule } from "@/server/schedule";
import { wordsIn } from "@/server/words/words";

const publisher = "AlphaGen";
let mail: MailServer;
let schedule: { stop(): Promise<void> };
let ownerUrl: string;
const printed: string[] = [];
const written: string[] = [];

beforeAll(async () => {
  ownerUrl = (await useOwnDatabase()).ownerUrl;
  mail = await startMailServer();
  for (const stream of [process.stderr, process.stdout])
    vi.spyOn(stream, "write").mockImplementation((piece) => {
      written.push(String(piece));
      return true;
    });
  schedule = await startSchedule(database(), { ...settings(), smtpUrl: mail.url }, (line) => printed.push(line));
});
afterAll(async () => {
  await schedule.stop();
  await mail.close();
  vi.restoreAllMocks();
});

const network = `2001:db8:${randomWord().slice(0, 4)}:${randomWord().slice(0, 4)}::77`;
/** Everything that may stand nowhere in clear. */
const secrets = new Set<string>([network]);
const secret = (value: string) => {
  secrets.add(value);
  return value;
};
const newEmail = (domain: string) => secret(`ada.lovelace-${randomWord()}@${domain}`);
const newName = () => secret(`Ada Lovelace ${randomWord()}`);

const lettersTo = (email: string) => mail.letters.filter((letter) => letter.to.includes(email));
/** The token of the newest link that reached this address. */
async function tokenFor(email: string, count = 1): Promise<string> {
  await vi.waitFor(() => expect(lettersTo(email).length).toBeGreaterThanOrEqual(count), 15_000);
  const text = lettersTo(email).at(-1)?.raw.replaceAll("=\r\n", "").replaceAll("=3D", "=");
  const token = text?.match(/\?token=([\w-]+)/)?.[1];
  if (token === undefined) throw new Error("the newest letter holds no link");
  return secret(token);
}

async function requestAndConfirm(email: string) {
  const input = requestInput(wordsIn("en")).parse({
    name: newName(),
    email,
    company: "Northwind Ltd",
    reason: `Ask ${email}`,
  });
  await requestAccess(database(), { ...input, locale: "en" }, network, now());
  return confirmRequest(database(), publisher, await tokenFor(email), network, now());
}

/** Every row of every table, as text, and every text's bytes. */
async function everythingStored(): Promise<string> {
  const client = new pg.Client(ownerUrl);
  await client.connect();
  try {
    const tables = await client.query<{ name: string }>(
      `SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind = 'r' AND n.nspname IN ('public', 'graphile_worker')`,
    );
    const texts: string[] = [];
    for (const { name } of tables.rows) {
      const { rows } = await client.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t`);
      texts.push(...rows.map(({ row }) => row));
    }
    return texts.join("\n").toLowerCase();
  } finally {
    await client.end();
  }
}

describe("a whole run", () => {
  test("works from the form to the letter and back", async () => {
    const account = await makeAccount();
    const admin = await makeContact(["admin"], {
      accountId: account.id,
      email: newEmail(account.domain),
      name: newName(),
    });
    const manager = await makeStaff(["trust_manager"], { email: newEmail("publisher.example") });
    secret(manager.name);

    await requestSignIn(
      database(),
      { email: admin.email, next: "/portal", clientAddress: network, locale: "en" },
      now(),
    );
    await requestSignIn(
      database(),
      { email: newEmail("nowhere.example"), next: null, clientAddress: network, locale: "en" },
      now(),
    );
    const signedIn = await signInWithLink(database(), await tokenFor(admin.email), network, now());
    if (signedIn.state !== "signed-in") throw new Error(signedIn.state);
    secret(signedIn.sessionToken);
    expect(await findSession(database(), signedIn.sessionToken, now())).not.toBeNull();
    await signInWithLink(database(), await tokenFor(admin.email), network, now());
    await signInWithLink(database(), secret(`forged-${randomWord()}${randomWord()}`), network, now());

    const letIn = await requestAndConfirm(newEmail(account.domain));
    if (letIn.state !== "let-in") throw new Error(letIn.state);
    secret(letIn.sessionToken);
    for (const decide of ["approve", "decline"] as const) {
      const email = newEmail(`${randomWord()}.example`);
      expect(await requestAndConfirm(email)).toEqual({ state: "waiting" });
      const { id } = await database().accessRequest.findFirstOrThrow({ where: { state: "waiting" } });
      const viewer = await viewerOf(manager.personId);
      if (decide === "decline") {
        await declineRequest(database(), publisher, viewer, { requestId: id, reason: `${email} is unknown` }, now());
      } else {
        const input = approvalInput(wordsIn("en")).parse({ requestId: id, account: account.id, roles: ["signatory"] });
        await approveRequest(database(), publisher, viewer, input, now());
      }
      await vi.waitFor(() => expect(lettersTo(email)).toHaveLength(3), 10_000);
    }

    const viewer = await contactViewerOf(admin.personId);
    const invited = newEmail(`${randomWord()}.example`);
    await inviteMember(
      database(),
      publisher,
      viewer,
      { name: newName(), email: invited, roles: ["reviewer"], locale: "en" },
      now(),
    );
    const { id } = await database().membership.findFirstOrThrow({ orderBy: { createdAt: "desc" } });
    await removeMember(database(), publisher, viewer, { membershipId: id, locale: "en" }, now());
    await vi.waitFor(() => expect(lettersTo(invited)).toHaveLength(2), 10_000);
  });

  test("with a mail server that quotes whom it puts off and refuses", async () => {
    for (const code of [451, 550]) {
      const { email } = await makeContact(["reviewer"], { email: newEmail("northwind.example"), name: newName() });
      mail.behave({ code, words: `<${email}>: not now, ${email}` });
      await requestSignIn(database(), { email, next: null, clientAddress: network, locale: "en" }, now());
      const { dataKeyId } = await database().person.findFirstOrThrow({ orderBy: { createdAt: "desc" } });
      await vi.waitFor(
        async () =>
          expect(await database().mail.findFirst({ where: { dataKeyId } })).toMatchObject({
            attempts: 1,
            state: code === 451 ? "queued" : "failed",
          }),
        10_000,
      );
    }
    mail.behave("take");
  });

  test("with a job that nobody can open", async () => {
    const keyId = await publisherKey(database());
    const sealed = randomBytes(80).toString("base64");
    await addJob(database(), signInRequestJob, { keyId, sealed, next: null, locale: "en" });
    await vi.waitFor(() => expect(written.join("")).toContain('"job":"sign-in-request"'), 10_000);
  });

  test("left no address, name, token or network in the log, and nothing on the terminal", async () => {
    const marker = `sentinel-${randomWord()}`;
    log("info", marker, errorFields(new Error([...secrets].join(" "))));
    const lines = written
      .join("")
      .split("\n")
      .filter((line) => line.startsWith("{"));
    expect(lines.length).toBeGreaterThanOrEqual(4);
    expect(lines.map((line) => JSON.parse(line).event)).toContain(marker);
    const all = written.join("").toLowerCase();
    expect([...secrets].filter((value) => all.includes(value.toLowerCase()))).toEqual([]);
    expect(all).not.toMatch(/ada\.lovelace|@publisher\.example/);
    expect(printed).toEqual([]);
  });

  test("left none of them in clear in any table", async () => {
    const stored = await everythingStored();
    expect(stored.includes("let-in")).toBe(true);
    const found = [...secrets].filter((value) =>
      [value, Buffer.from(value).toString("hex"), Buffer.from(value).toString("base64").replace(/=+$/, "")].some(
        (form) => stored.includes(form.toLowerCase()),
      ),
    );
    expect(found).toEqual([]);
  });
});
