import { randomBytes } from "node:crypto";
import { readdirSync } from "node:fs";
import { connect } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { cookieOf, makeContact, makeDocument, makeStaff, publishFile, randomWord } from "@/prisma/factories";
import { useOwnDatabase, useOwnDataFolder } from "@/scripts/integration-database";
import { currentPack } from "@/server/content/current-pack";
import { type Answer, type FileServer, startFileServer } from "@/server/http/testing/file-server";
import { now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { settings } from "@/server/platform/env";
import { newId } from "@/server/platform/ids";
import { runTool } from "@/server/seal/testing/pdf-tools";
import { StorageFullError } from "@/server/storage/object-storage";
import { storage } from "@/server/storage/stored-files";
import { samplePages, samplePdf } from "@/server/vault/marking/sample-pdf";

/** Two gigabytes would take minutes: the limit of files other than PDFs is lowered, that of PDFs is the product's. */
const otherBytes = 3_000_000;
vi.mock("@/server/vault/policy", async (original) => {
  const policy = await original<typeof import("@/server/vault/policy")>();
  return { ...policy, documentLimits: { ...policy.documentLimits, otherBytes: 3_000_000 } };
});

/** For what follows by itself: a busy machine takes longer than the library's one second. */
const patiently = { timeout: 20_000 };

let server: FileServer;
let remove: () => void;
let cookie: string;
let staffId: string;
let documentId: string;
beforeAll(async () => {
  await useOwnDatabase();
  remove = useOwnDataFolder();
  server = await startFileServer();
  staffId = (await makeStaff(["trust_manager"])).personId;
  cookie = await cookieOf(staffId);
});
beforeEach(async () => {
  documentId = await makeDocument((await currentPack()).name);
});
afterAll(async () => {
  expect(server.failures).toEqual([]);
  await server.close();
  remove();
});

interface Form {
  readonly file?: Uint8Array;
  readonly fileName?: string;
  readonly fields?: Readonly<Record<string, string>>;
  /** Fields behind the file, as another client may send them. */
  readonly fileFirst?: boolean;
}

const boundary = "----trust-centre-test";
const type = { "Content-Type": `multipart/form-data; boundary=${boundary}` };

/** Written by hand, because a browser's own form would not send what an attacker sends. */
function encoded({ file, fileName = "policy.pdf", fields = {}, fileFirst = false }: Form): Buffer {
  const parts = Object.entries(fields).map(([name, value]) =>
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
  );
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${fileName}"\r\nContent-Type: application/pdf\r\n\r\n`;
  const sent = file === undefined ? [] : [Buffer.concat([Buffer.from(head), file, Buffer.from("\r\n")])];
  return Buffer.concat([
    ...(fileFirst ? [...sent, ...parts] : [...parts, ...sent]),
    Buffer.from(`--${boundary}--\r\n`),
  ]);
}

interface Sent {
  readonly to?: string;
  readonly as?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const upload = (form: Form, { to = documentId, as = cookie, headers = {} }: Sent = {}): Promise<Answer> =>
  server.ask({
    ...{ method: "POST", path: `/desk/documents/${to}/versions`, cookie: as },
    headers: { ...type, ...headers },
    body: encoded(form),
  });

const versions = (of = documentId) =>
  database().documentVersion.findMany({
    where: { documentId: of },
    include: { file: true },
    orderBy: { number: "asc" },
  });

/** Names of the files that are in this test file's own storage, finished or not. */
const stored = () =>
  readdirSync(settings().storageDir, { recursive: true, encoding: "utf8" })
    .filter((name) => /[0-9a-f]{12}$/.test(name))
    .sort();

describe("an uploaded version", () => {
  test("of a PDF gets its number, its pages, its dates and its event", async () => {
    const fields = { validFrom: "2026-01-02", validUntil: "2027-03-04" };
    const { status, headers } = await upload({ file: samplePages(4), fileName: "Zażółć 政策.pdf", fields });
    expect([status, headers.location]).toEqual([303, `/desk/documents/${documentId}?done=published`]);
    const [version] = await versions();
    expect(version).toMatchObject({
      ...{ number: 1, pages: 4, fileName: "Zażółć 政策.pdf", createdById: staffId },
      validFrom: new Date("2026-01-02T00:00:00Z"),
      validUntil: new Date("2027-03-04T23:59:59Z"),
    });
    expect(version?.file.mediaType).toBe("application/pdf");
    const where = { kind: "document.published", actorId: staffId, subjectId: documentId };
    expect(await database().auditEvent.count({ where })).toBe(1);
  });

  test("may send its dates behind its file, and is answered in JSON where a script asks", async () => {
    const fields = { validFrom: "2030-01-02", validUntil: "" };
    const form = { file: samplePages(1), fields, fileFirst: true };
    const { status, body } = await upload(form, { headers: { Accept: "application/json" } });
    expect([status, JSON.parse(body.toString())]).toEqual([
      ...[201, { location: `/desk/documents/${documentId}?done=published` }],
    ]);
    expect((await versions())[0]?.validFrom).toEqual(new Date("2030-01-02T00:00:00Z"));
  });

  test("of any other kind is kept byte for byte", async () => {
    const file = randomBytes(1_000_000);
    expect((await upload({ file, fileName: "data.xlsx" })).status).toBe(303);
    const [version] = await versions();
    expect(version?.file).toMatchObject({
      mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      bytes: 1_000_000n,
    });
  });

  test("and another at the same moment get two numbers", async () => {
    const answers = await Promise.all([1, 2, 3].map((pages) => upload({ file: samplePages(pages) })));
    expect(answers.map((answer) => answer.status)).toEqual([303, 303, 303]);
    const made = await versions();
    expect(made.map((version) => version.number)).toEqual([1, 2, 3]);
    expect(made.map((version) => version.pages).sort()).toEqual([1, 2, 3]);
  });

  test("that only an owner's password restricts is kept without the restriction", async () => {
    const file = encrypted(["--encrypt", "", "owner", "256", "--"], 2);
    expect((await upload({ file })).status).toBe(303);
    expect((await versions())[0]?.pages).toBe(2);
  });
});

describe("refused with a sentence, and nothing is kept:", () => {
  const markup = Buffer.from("<html><script>alert(1)</script></html>");
  const refusals: Record<string, { form: () => Form; says: string }> = {
    "a PDF by name alone": { form: () => ({ file: markup }), says: "not a PDF" },
    "a PDF that is cut off": { form: () => ({ file: samplePages(9).subarray(0, 60) }), says: "damaged" },
    "a PDF that wants a password": {
      form: () => ({ file: encrypted(["--encrypt", "secret", "owner", "256", "--"], 1) }),
      says: "password",
    },
    "10,000 pages": { form: () => ({ file: samplePages(10_000) }), says: "10,000 pages" },
    "a claim of 9,999,999,999 pages": {
      form: () => ({ file: samplePdf([{}], { claimedPages: 9_999_999_999 }) }),
      says: "pages",
    },
    "an empty file": { form: () => ({ file: Buffer.alloc(0) }), says: "empty" },
    "a form without a file": { form: () => ({ fields: { validFrom: "" } }), says: "Choose a file" },
    "a form whose file nobody chose": { form: () => ({ file: Buffer.alloc(0), fileName: "" }), says: "Choose" },
    "a name with a zero byte": { form: () => ({ file: samplePages(1), fileName: "a\u0000.pdf" }), says: "Try again" },
    "a PDF of more than 50 MB": {
      form: () => ({ file: Buffer.concat([Buffer.from("%PDF-1.7\n"), Buffer.alloc(50 * 1024 * 1024)]) }),
      says: "52,428,800 bytes",
    },
    "another file over its limit": {
      form: () => ({ file: randomBytes(otherBytes + 1), fileName: "x.zip" }),
      says: "3,000,000 bytes",
    },
    "a last day before the first": {
      form: () => ({ file: samplePages(1), fields: { validFrom: "2027-01-02", validUntil: "2027-01-01" } }),
      says: "before the first",
    },
    "a last day that is past, from today on": {
      form: () => ({ file: samplePages(1), fields: { validUntil: "2020-01-01" } }),
      says: "over already",
    },
    "a day there is not": {
      form: () => ({ file: samplePages(1), fields: { validFrom: "2026-02-30" } }),
      says: "Enter a date like",
    },
    "a day in other words": {
      form: () => ({ file: samplePages(1), fields: { validFrom: "tomorrow" }, fileFirst: true }),
      says: "Enter a date like",
    },
    "a day of a thousand figures": {
      form: () => ({ file: samplePages(1), fields: { validFrom: "9".repeat(5000) } }),
      says: "Enter a date like",
    },
  };
  test.each(Object.entries(refusals))("%s", async (_, { form, says }) => {
    const before = stored();
    const { status, body } = await upload(form());
    expect([status, body.toString()]).toEqual([422, expect.stringContaining(says)]);
    expect(await versions()).toEqual([]);
    await vi.waitFor(() => expect(stored()).toEqual(before), patiently);
  });

  test.each([samplePages(1), randomBytes(1000)])(
    "a full disk: nothing is left, and the next try is taken",
    async (file) => {
      const before = stored();
      const put = vi.spyOn(storage(), "put").mockRejectedValueOnce(new StorageFullError());
      const { status, body } = await upload({ file, fileName: "policy.bin" });
      expect([status, body.toString()]).toEqual([422, expect.stringContaining("The storage is full")]);
      expect(put).toHaveBeenCalledOnce();
      put.mockRestore();
      expect(await versions()).toEqual([]);
      expect(stored()).toEqual(before);
      expect((await upload({ file, fileName: "policy.bin" })).status).toBe(303);
    },
  );

  test("in the language of the page that the form names, and in English where it names none that there is", async () => {
    const refused = async (locale: string) =>
      (await upload({ file: markup, fields: { locale } })).body.toString().split("\n");
    expect(await refused("nb")).toEqual([
      expect.stringContaining("Denne filen er ikke en PDF"),
      "Gå tilbake til siden du kom fra.",
      "",
    ]);
    expect((await refused("xx"))[0]).toContain("not a PDF");
    const dates = { locale: "nb", validFrom: "2027-01-02", validUntil: "2027-01-01" };
    const answer = await upload({ file: samplePages(1), fields: dates }, { headers: { Accept: "application/json" } });
    expect(JSON.parse(answer.body.toString())).toEqual({ problem: "Den siste gyldige dagen kommer før den første." });
    const { headers } = await upload({ file: samplePages(1), fields: { locale: "nb" } });
    expect(headers.location).toBe(`/nb/desk/documents/${documentId}?done=published`);
  });

  test("a body that is no form at all", async () => {
    for (const wrong of ["text/plain", "multipart/form-data", "application/json"])
      expect((await upload({ file: samplePages(1) }, { headers: { "Content-Type": wrong } })).status).toBe(422);
    expect(await versions()).toEqual([]);
  });

  test("a document that was withdrawn while the file came in", async () => {
    const before = stored();
    const body = encoded({ file: samplePages(1) });
    async function* slowly() {
      yield body.subarray(0, 200);
      await database().document.update({ where: { id: documentId }, data: { withdrawnAt: now() } });
      yield body.subarray(200);
    }
    const path = `/desk/documents/${documentId}/versions`;
    // The row is looked up when the request begins, so the withdrawal comes after it.
    const { status } = await server.ask({ method: "POST", path, cookie, headers: type, body: delayed(slowly()) });
    expect(status).toBe(422);
    expect(await versions()).toEqual([]);
    expect(stored()).toEqual(before);
  });
});

describe("gives what an address gives that does not exist", () => {
  test("to whoever may not publish, or is not signed in", async () => {
    const before = stored();
    const others = [
      await makeStaff(["auditor", "dpo", "on_call_manager"]),
      await makeContact(["signatory", "admin", "reviewer"]),
    ];
    for (const { personId } of others)
      expect((await upload({ file: samplePages(1) }, { as: await cookieOf(personId) })).status).toBe(404);
    expect((await upload({ file: samplePages(1) }, { as: "" })).status).toBe(404);
    expect(await versions()).toEqual([]);
    expect(stored()).toEqual(before);
  });

  test.each(["https://evil.example", "null", ""])("to a form from another site: %j", async (Origin) => {
    const before = stored();
    expect((await upload({ file: samplePages(1) }, { headers: { Origin } })).status).toBe(404);
    expect(await versions()).toEqual([]);
    expect(stored()).toEqual(before);
  });

  test("for a document that is not there, withdrawn, or another publisher's", async () => {
    const theirs = await makeDocument(`other-${randomWord()}`);
    const gone = await makeDocument((await currentPack()).name);
    await database().document.update({ where: { id: gone }, data: { withdrawnAt: now() } });
    for (const to of [newId(), theirs, gone]) {
      expect((await upload({ file: samplePages(1) }, { to })).status).toBe(404);
      expect(await versions(to)).toEqual([]);
    }
  });
});

describe("an upload that is interrupted leaves no file behind", () => {
  const big = encoded({ file: randomBytes(2_500_000), fileName: "big.zip" });
  const pdf = encoded({ file: samplePages(2000) });
  const two = encoded({ file: randomBytes(500_000), fileName: "x.zip", fields: { validFrom: "" }, fileFirst: true });
  test.each([
    ["before the file begins", big, 40],
    ["within its first kilobyte", big, 700],
    ["in the middle of it", big, 1_500_000],
    ["in the middle of a PDF", pdf, Math.floor(pdf.length / 2)],
    ["behind the file, before the form ends", two, two.length - 30],
    ["just before the last boundary", big, big.length - 8],
  ])("%s", async (_, body, length) => {
    const before = stored();
    const hungUp = new Promise<void>((done) => {
      const socket = connect(Number(new URL(server.origin).port), "127.0.0.1");
      socket.on("error", () => {});
      socket.on("close", () => done());
      const headers = [
        `POST /desk/documents/${documentId}/versions HTTP/1.1`,
        `Host: ${new URL(server.origin).host}`,
        ...[`Origin: ${server.origin}`, `Cookie: ${cookie}`, `Content-Type: ${type["Content-Type"]}`],
        `Content-Length: ${body.length}`,
      ];
      socket.write(`${headers.join("\r\n")}\r\n\r\n`);
      socket.write(body.subarray(0, length), () => setTimeout(() => socket.destroy(), 150));
    });
    await hungUp;
    // Another upload goes through meanwhile, and only its file stays.
    const other = await makeDocument((await currentPack()).name);
    await publishFile(other, { content: samplePages(1) });
    await vi.waitFor(() => expect(stored()).toHaveLength(before.length + 1), patiently);
    expect(await versions()).toEqual([]);
  });

  test("nor does one whose form says it is over before it is", async () => {
    const before = stored();
    for (const body of [big.subarray(0, 900_000), two.subarray(0, two.length - 30), pdf.subarray(0, 5000)]) {
      const path = `/desk/documents/${documentId}/versions`;
      const { status } = await server.ask({ method: "POST", path, cookie, headers: type, body });
      expect(status).toBe(422);
    }
    await vi.waitFor(() => expect(stored()).toEqual(before), patiently);
    expect(await versions()).toEqual([]);
  });
});

test.each([
  ["../../../etc/passwd.csv", "passwd.csv"],
  ["C:\\Users\\me\\report.csv", "report.csv"],
  ["\u202Efdp.exe", "fdp.exe"],
  ["<script>alert(1)<.csv", "script alert(1) .csv"],
  ["a\tb.csv", "a b.csv"],
  ["e\u0301.csv", "\u00e9.csv"],
  [`${"n".repeat(300)}.csv`, `${"n".repeat(110)}.csv`],
  [`${"\u{1F600}".repeat(300)}.csv`, `${"\u{1F600}".repeat(110)}.csv`],
  ["..", "document"],
  ["   ", "document"],
])("a file named %j is kept as %j", async (fileName, kept) => {
  const { status } = await upload({ file: randomBytes(100), fileName });
  expect(status).toBe(303);
  expect((await versions())[0]?.fileName).toBe(kept);
});

test("a PDF without its ending gets it back, so that it is marked like any other", async () => {
  expect((await upload({ file: samplePages(2), fileName: "hidden.txt" })).status).toBe(303);
  const [version] = await versions();
  expect([version?.fileName, version?.file.mediaType]).toEqual(["hidden.txt.pdf", "application/pdf"]);
});

test.each([".pdf", "report.pdf.", "report.pdf "])(
  "a file named %j that is no PDF is refused like any such",
  async (fileName) => {
    const { status } = await upload({ file: Buffer.from("MZ not a PDF"), fileName });
    expect(status).toBe(422);
    expect(await versions()).toEqual([]);
  },
);

function encrypted(args: readonly string[], pages: number): Buffer {
  const { status, output } = runTool("sh", ["-c", 'qpdf "$0" "$@" | base64', "$a.pdf", ...args, "-"], {
    "a.pdf": samplePages(pages),
  });
  if (status !== 0) throw new Error("qpdf did not encrypt");
  return Buffer.from(output, "base64");
}

async function* delayed(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    yield piece;
    await new Promise((done) => setTimeout(done, 500));
  }
}
