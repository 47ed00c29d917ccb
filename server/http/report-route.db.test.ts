/** The public report form as strangers post it: whole, cut short, forged, repeated, too large, and as something else. */
import { randomBytes } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { connect } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { makeStaff, randomWord, viewerOf } from "@/prisma/factories";
import { useOwnDatabase, useOwnDataFolder } from "@/scripts/integration-database";
import { formToken } from "@/server/access/form-token";
import { currentPack } from "@/server/content/current-pack";
import { takePlace } from "@/server/http/report-bounds";
import { answerReportForm } from "@/server/http/report-route";
import { days, later, now, seconds } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { settings } from "@/server/platform/env";
import { readWhole } from "@/server/storage/stored-files";
import { type PostedAnswer, reportAnswers } from "@/server/vulnerabilities/posted-answer";
import { fetchAttachment, readReport } from "@/server/vulnerabilities/queries";
import { insideAddress } from "@/server/words/locale";

const secret = "s".repeat(40);
let remove: () => void;
let server: Server;
let origin: string;
/** A network of its own for each test, so that none meets the limits of another. */
let client: string;
const failures: unknown[] = [];

beforeAll(async () => {
  await useOwnDatabase();
  remove = useOwnDataFolder();
  process.env.AUTH_SECRET = secret;
  server = createServer((request, response) => {
    request.headers["x-client-address"] = client;
    const inside = insideAddress(request.url ?? "/");
    const answerForm = async (...[, , , told]: Parameters<Parameters<typeof answerReportForm>[3]["answerForm"]>) => {
      response.end(JSON.stringify(reportAnswers.under(String(told["x-posted-answer"]))));
    };
    answerReportForm(request, response, inside, { answerForm }).then(
      (answered) => answered || response.writeHead(404).end(),
      (error: unknown) => {
        failures.push(error);
        response.destroy();
      },
    );
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  origin = `http://127.0.0.1:${address.port}`;
});
beforeEach(() => {
  client = `2001:db8:${randomBytes(2).toString("hex")}:${randomBytes(2).toString("hex")}::1`;
});
afterAll(async () => {
  expect(failures).toEqual([]);
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
  remove();
});

const path = "/report-a-vulnerability";
const goodToken = () => formToken(secret, later(now(), -10 * seconds));

type Fields = Readonly<Record<string, string>>;
const typed = (over: Fields = {}): Fields => ({
  ...{ token: goodToken(), summary: `Found ${randomWord()}`, details: "It breaks.", place: "", steps: "" },
  ...{ name: "", email: "", creditName: "", confirmation: "" },
  ...over,
});

function formOf(fields: Fields, files: readonly File[] = []): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  if (files.length === 0) form.append("attachments", new File([], ""));
  for (const file of files) form.append("attachments", file);
  return form;
}

const Answer = z.custom<PostedAnswer>((value) => typeof value === "object" && value !== null && "kind" in value);

async function post(body: BodyInit, { to = path, headers = {} }: { to?: string; headers?: Fields } = {}) {
  const sent = { Origin: origin, ...headers };
  const answer = await fetch(`${origin}${to}`, { method: "POST", body, headers: sent });
  return Answer.parse(await answer.json());
}

const report = (fields: Fields, files?: readonly File[], headers?: Fields) =>
  post(formOf(fields, files), headers === undefined ? {} : { headers });

function refused(answer: PostedAnswer) {
  if (answer.kind !== "refused" || answer.state.status !== "invalid") throw new Error(`it was ${answer.kind}`);
  return answer.state;
}
function received(answer: PostedAnswer) {
  if (answer.kind !== "received") throw new Error(`it was ${JSON.stringify(answer)}`);
  return answer;
}

const countReports = () => database().vulnerabilityReport.count();
/** Objects in the storage that no row names, which a refused form may not leave behind. */
const storedRows = () => database().storedFile.count();
async function objects(): Promise<number> {
  const folder = settings().storageDir;
  if (!existsSync(folder)) return 0;
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile()).length;
}

describe("a whole report", () => {
  test("in another alphabet, with files whose types lie, is kept byte for byte", async () => {
    const viewer = await viewerOf((await makeStaff(["security"])).personId);
    const content = randomBytes(300_000);
    const files = [
      new File([content], "../../etc/<img src=x onerror=alert(1)>.html", { type: "text/html" }),
      new File(["<svg onload=alert(1)>"], "снимок.svg", { type: "image/svg+xml" }),
    ];
    const fields = typed({
      summary: "Утечка العربية <script>",
      details: "one\r\ntwo\u202e\0",
      thanks: "yes",
      creditName: "Łucja",
    });
    expect(received(await report(fields, files)).mailed).toBe(false);
    const { name } = await currentPack();
    const row = await database().vulnerabilityReport.findFirstOrThrow({ orderBy: { createdAt: "desc" } });
    const kept = await readReport(viewer, name, row.id);
    expect(kept).toMatchObject({
      details: { summary: "Утечка العربية <script>", details: "one\ntwo" },
      attachments: [{ name: "img src=x onerror=alert(1) .html", bytes: 300_000 }, { name: "снимок.svg" }],
      creditedAs: "Łucja",
    });
    const got = await fetchAttachment(viewer, name, kept?.attachments[0]?.id ?? "");
    expect(got?.file.mediaType).toBe("application/octet-stream");
    expect(got && (await readWhole(got.file)).equals(content)).toBe(true);
  });

  test("sent again, as by a double click or the reload of the answer, is one, and its files are kept once", async () => {
    const fields = typed();
    const file = () => [new File(["proof"], "proof.txt")];
    const [reports, files] = [await countReports(), await objects()];
    const first = received(await report(fields, file()));
    expect(received(await report(fields, file())).reference).toBe(first.reference);
    expect(await countReports()).toBe(reports + 1);
    expect(await objects()).toBe(files + 1);
  });

  test("may be a plain form without files, as a simple client sends it", async () => {
    received(await post(new URLSearchParams(typed())));
  });

  test("is answered in the page's language", async () => {
    const state = refused(await post(formOf(typed({ details: "" })), { to: `/nb${path}` }));
    expect(state.errors).toEqual([{ field: "details", message: "Oppgi en beskrivelse av det du har funnet." }]);
  });
});

describe("what cannot be taken keeps what was typed", () => {
  const whole = typed({ summary: "Kept summary", details: "Kept details", place: "Kept place", thanks: "yes" });

  test("for fields that are missing, wrong or too long, all at once and in their order", async () => {
    const long = "x".repeat(10_001);
    const wrong = { ...whole, summary: "x".repeat(201), steps: long, email: "nobody", creditName: "", details: " " };
    const state = refused(await report(wrong, [new File(["x"], "x.txt")]));
    expect(state.errors.map(({ field }) => field)).toEqual([
      ...["summary", "details", "steps", "email", "creditName", "attachments"],
    ]);
    expect(state.errors.map(({ message }) => message)).toEqual([
      "Use at most 200 characters.",
      expect.stringMatching(/^Enter a description/),
      "Use at most 10,000 characters.",
      expect.stringMatching(/^Enter an e-mail address in the correct format/),
      expect.stringMatching(/^Enter the name under which/),
      expect.stringMatching(/^Choose your files again/),
    ]);
    expect(state.values).toMatchObject({ steps: long, place: "Kept place", email: "nobody", thanks: "yes" });
    expect(Object.keys(state.values)).not.toContain("token");
  });

  test.each([
    ["no fields", {}],
    ["names that are no fields", { __proto__x: "1", constructor: "2", toString: "3" }],
  ])("for %s", async (_name, fields) => {
    expect(refused(await report(fields)).message).toContain("stamp");
  });

  test.each([
    ["too early", () => formToken(secret, now()), "faster"],
    ["too late", () => formToken(secret, later(now(), -2 * days)), "more than a day"],
    ["forged", () => formToken("another", later(now(), -10 * seconds)), "stamp"],
  ])("for a stamp that is %s, with one that is good at once", async (_name, token, words) => {
    const answer = await report({ ...whole, token: token(), creditName: "A" });
    const state = refused(answer);
    expect(state.message).toContain(words);
    expect(state.values.details).toBe("Kept details");
    if (answer.kind !== "refused") throw new Error();
    received(await report({ ...whole, token: answer.token, creditName: "A" }));
  });

  test("for a program that fills every field, and for a form on another site", async () => {
    expect(refused(await report({ ...whole, confirmation: "http://spam.example" })).message).toContain("stays empty");
    const forged = await report({ ...whole, creditName: "A" }, [], { Origin: "https://evil.example" });
    expect(refused(forged).message).toContain("this site");
    expect(refused(forged).values.summary).toBe("Kept summary");
  });

  test("for files that are too large or too many, of which none stays", async () => {
    const before = [await objects(), await storedRows(), await countReports()];
    const large = new File([new Uint8Array(10 * 1024 * 1024 + 1)], "large.bin");
    const tooLarge = refused(await report({ ...whole, creditName: "A" }, [new File(["x"], "x"), large]));
    expect(tooLarge.errors).toEqual([{ field: "attachments", message: expect.stringContaining("larger than 10 MB") }]);
    expect(tooLarge.values.summary).toBe("Kept summary");
    const six = Array.from({ length: 6 }, (_, index) => new File(["x"], `${index}.txt`));
    const tooMany = refused(await report({ ...whole, creditName: "A" }, six));
    expect(tooMany.errors).toEqual([{ field: "attachments", message: expect.stringContaining("at most 5") }]);
    expect([await objects(), await storedRows(), await countReports()]).toEqual(before);
  });

  test("takes five files of ten megabytes", async () => {
    const five = Array.from({ length: 5 }, (_, index) => new File([new Uint8Array(10 * 1024 * 1024)], `${index}.bin`));
    received(await report(typed(), five));
  });

  test.each([
    ["JSON", JSON.stringify({ summary: "x" }), "application/json"],
    ["no form at all", randomBytes(5000), "application/octet-stream"],
    ["bytes that claim to be a form", randomBytes(5000), "multipart/form-data; boundary=x"],
    ["a form without its boundary", "--x\r\n\r\n", "multipart/form-data"],
    ["nothing", "", "multipart/form-data; boundary=x"],
    ["bytes that claim to be a small form", randomBytes(100_000), "application/x-www-form-urlencoded"],
  ])("for %s", async (_name, body, type) => {
    const answer = await post(body, { headers: { "Content-Type": type } });
    expect(refused(answer).message).toBeTruthy();
  });

  test("for a form that is cut off within a file, of which nothing stays", async () => {
    const before = [await objects(), await storedRows()];
    const head = Object.entries({ ...whole, creditName: "A" })
      .map(([name, value]) => `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
      .join("");
    const file = `--x\r\nContent-Disposition: form-data; name="attachments"; filename="a.txt"\r\n\r\nwhole\r\n`;
    const cut = `--x\r\nContent-Disposition: form-data; name="attachments"; filename="b.txt"\r\n\r\n${"b".repeat(90_000)}`;
    const state = refused(
      await post(`${head}${file}${cut}`, { headers: { "Content-Type": "multipart/form-data; boundary=x" } }),
    );
    expect(state.message).toContain("whole");
    expect(state.values.summary).toBe("Kept summary");
    expect([await objects(), await storedRows()]).toEqual(before);
  });
});

test("a connection that ends within a file leaves nothing, and the server goes on", async () => {
  const before = [await objects(), await storedRows(), await countReports()];
  const socket = connect(Number(new URL(origin).port), "127.0.0.1");
  const head = `--x\r\nContent-Disposition: form-data; name="attachments"; filename="a.txt"\r\n\r\n`;
  socket.write(
    `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 900000\r\n\r\n${head}${"a".repeat(200_000)}`,
  );
  await new Promise((done) => setTimeout(done, 300));
  socket.destroy();
  await expect
    .poll(async () => [await objects(), await storedRows(), await countReports()], { timeout: 20_000 })
    .toEqual(before);
  received(await report(typed()));
});

describe("what a network may send", () => {
  const patiently = { timeout: 20_000, interval: 200 };
  const head = (rest: string) =>
    `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=x\r\n${rest}`;
  const open = (text: string) => {
    const socket = connect(Number(new URL(origin).port), "127.0.0.1");
    let said = "";
    socket
      .on("error", () => {})
      .on("data", (piece) => {
        said += piece.toString();
      });
    socket.write(text);
    return { socket, said: () => said };
  };

  test("a form that declares more than any may hold is refused before it is read", async () => {
    const before = await countReports();
    const { socket, said } = open(head(`Content-Length: 70000000\r\n\r\n`));
    await expect.poll(said, patiently).toMatch(/^HTTP\/1\.1 413 .*at most 5 of 10 MB each/s);
    socket.destroy();
    expect(await countReports()).toBe(before);
  });

  test("one that sends more without saying so is refused there, and nothing of it stays", async () => {
    const before = [await objects(), await storedRows(), await countReports()];
    const part = `--x\r\nContent-Disposition: form-data; name="attachments"; filename="a.txt"\r\n\r\n`;
    const megabyte = Buffer.alloc(1024 * 1024, "a");
    let sent = 0;
    const body = new ReadableStream({
      start: (controller) => controller.enqueue(Buffer.from(`${part}small\r\n${part}`)),
      pull: (controller) => {
        sent += 1;
        if (sent > 70) controller.close();
        else controller.enqueue(megabyte);
      },
    });
    const headers = { Origin: origin, "Content-Type": "multipart/form-data; boundary=x" };
    const answer = await fetch(`${origin}${path}`, { ...{ method: "POST", body, duplex: "half" }, headers });
    expect(answer.status).toBe(413);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    await expect
      .poll(async () => [await objects(), await storedRows(), await countReports()], patiently)
      .toEqual(before);
  });

  test("one file too many of the largest size is still told in the form", async () => {
    const six = Array.from({ length: 6 }, (_, index) => new File([new Uint8Array(10 * 1024 * 1024)], `${index}.bin`));
    expect(refused(await report(typed({ summary: "Kept summary" }), six)).values.summary).toBe("Kept summary");
  });

  test("four at the same time, of which a fifth from elsewhere knows nothing", async () => {
    const held = Array.from({ length: 4 }, () => open(head("Content-Length: 900000\r\n\r\n--x\r\n")));
    const fields = typed();
    const again = () =>
      fetch(`${origin}${path}`, { method: "POST", body: formOf(fields), headers: { Origin: origin } });
    // Asked without a request, which might take the place of one that is still on its way.
    const full = () => {
      const leave = takePlace(client);
      leave?.();
      return leave === null;
    };
    await expect.poll(full, patiently).toBe(true);
    const answer = await again();
    expect(answer.status).toBe(429);
    expect(answer.headers.get("retry-after")).toBe("60");
    expect(await answer.text()).toContain("Try again in a minute");
    const mine = client;
    client = "2001:db8:ffff:ff00::1";
    received(await report(typed()));
    client = mine;
    for (const { socket } of held) socket.destroy();
    await expect.poll(full, patiently).toBe(false);
    expect((await again()).status).toBe(200);
  });
});

describe("a long text", () => {
  test("may be ten thousand characters of three bytes each", async () => {
    const details = "漢".repeat(10_000);
    received(await report(typed({ details })));
  });

  test("that had to be cut is refused, even where what is left of it would do", async () => {
    // Three letters of three bytes that become one when they are composed.
    const details = "\u1112\u1161\u11ab".repeat(9000);
    const state = refused(await report(typed({ details })));
    expect(state.errors).toEqual([{ field: "details", message: "Use at most 10,000 characters." }]);
    expect(state.values.details).toMatch(/^\u1112\u1161\u11ab/);
  });
});

test("a network that reports too often is told until when, and what was typed stays", async () => {
  const fields = typed();
  for (let count = 0; count < 20; count += 1) received(await report({ ...fields, steps: String(count) }));
  const before = await objects();
  const state = refused(await report(fields, [new File(["x"], "x.txt")]));
  expect(state.message).toMatch(/Too many reports.*\d\d:\d\d UTC/);
  expect(state.values.summary).toBe(fields.summary);
  expect(await objects()).toBe(before);
});

describe("the status page", () => {
  const status = (fields: Fields) => post(new URLSearchParams(fields), { to: `${path}/status` });
  const problemOf = (answer: PostedAnswer) => {
    if (answer.kind !== "unknown" || answer.state.status !== "invalid") throw new Error(`it was ${answer.kind}`);
    return answer.state.errors[0]?.message;
  };

  test("shows the report to whoever types its reference, however, and takes an addition", async () => {
    const { reference } = received(await report(typed({ summary: "Mine" })));
    const shown = await status({ reference: reference.toLowerCase().replaceAll("-", " ") });
    expect(shown).toMatchObject({ kind: "followed", report: { reference, summary: "Mine", state: "received" } });
    const empty = await status({ reference, text: " " });
    expect(empty).toMatchObject({ kind: "followed", added: false, state: { status: "invalid" } });
    const added = await status({ reference, text: "One more thing\r\n漢字" });
    expect(added).toMatchObject({ added: true, report: { messages: [{ text: "One more thing\n漢字" }] } });
  });

  test("says the same of what is unknown and what can be no reference", async () => {
    const said = new Set<string | undefined>();
    for (const reference of ["VR-7K3F-9QXM-2HTA-WW01", "x", "", "VR-", "%00", "'", "漢".repeat(100)])
      said.add(problemOf(await status({ reference })));
    expect([...said]).toEqual(["There is no report with this reference. Check each character."]);
    expect(problemOf(await status({}))).toBe([...said][0]);
  });

  test("is closed for a while to who tries many, and to forms from elsewhere", async () => {
    const { reference } = received(await report(typed()));
    const forged = await post(new URLSearchParams({ reference }), {
      to: `${path}/status`,
      headers: { Origin: "https://evil.example" },
    });
    expect(problemOf(forged)).toContain("whole");
    for (let count = 0; count < 60; count += 1) await status({ reference: "VR-7K3F-9QXM-2HTA-WW01" });
    expect(problemOf(await status({ reference }))).toMatch(/Too many attempts.*UTC/);
  });
});

test("other addresses are none of its business", async () => {
  const answer = await fetch(`${origin}/report-a-vulnerability/other`, { method: "POST", headers: { Origin: origin } });
  expect(answer.status).toBe(404);
});
