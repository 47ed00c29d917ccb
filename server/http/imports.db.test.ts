/** The address that takes a file of order forms, as a browser and as somebody who is no browser sends it. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { cookieOf, makeContact, makeStaff } from "@/prisma/factories";
import { useOwnDatabase } from "@/scripts/integration-database";
import { type FileServer, startFileServer } from "@/server/http/testing/file-server";
import { columnNames } from "@/server/order-forms/import/columns";
import { importLimits } from "@/server/order-forms/import/csv";
import { csvOf } from "@/server/order-forms/import/testing/csv-file";
import { database } from "@/server/platform/database";

let server: FileServer;
let cookie: string;
beforeAll(async () => {
  await useOwnDatabase();
  server = await startFileServer();
  cookie = await cookieOf((await makeStaff(["trust_manager"])).personId);
});
afterAll(async () => {
  expect(server.failures).toEqual([]);
  await server.close();
});

const path = "/desk/accounts/import";
const boundary = "----trust-centre-test";
const type = { "Content-Type": `multipart/form-data; boundary=${boundary}` };
const kept = () => database().orderFormImport.count();

function formOf(file: Uint8Array | null, { locale = "en", name = "orders.csv" } = {}): Buffer {
  const part = (disposition: string, content: Uint8Array) =>
    Buffer.concat([
      Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n`),
      content,
      Buffer.from("\r\n"),
    ]);
  return Buffer.concat([
    part('name="locale"', Buffer.from(locale)),
    ...(file === null ? [] : [part(`name="file"; filename="${name}"`, file)]),
    Buffer.from(`--${boundary}--\r\n`),
  ]);
}

async function post(body: Uint8Array, headers: Readonly<Record<string, string>> = {}, as = cookie) {
  const answer = await server.ask({ method: "POST", path, cookie: as, headers: { ...type, ...headers }, body });
  return [answer.status, answer.headers.location];
}

const file = csvOf({ account: "Northwind Ltd", reference: "OF-1" });

test("a file is kept and leads to its check, in the language of the page", async () => {
  const [status, location] = await post(formOf(file, { locale: "nb", name: "../../Ordre æ=1.csv" }));
  expect([status, location]).toEqual([303, expect.stringMatching(/^\/nb\/desk\/accounts\/import\/[0-9a-f-]{36}$/)]);
  expect(await kept()).toBe(1);
  expect((await post(formOf(file)))[1]).toMatch(/^\/desk\/accounts\/import\/[0-9a-f-]{36}$/);
  // The newest alone is kept.
  expect(await kept()).toBe(1);
});

test.each([
  ["no file", formOf(null), {}, "choose"],
  ["what a browser sends where none was chosen", formOf(new Uint8Array(), { name: "" }), {}, "choose"],
  ["an empty file", formOf(new Uint8Array()), {}, "empty-file"],
  ["one byte more than may be", formOf(new Uint8Array(importLimits.bytes + 1)), {}, "too-large"],
  ["far more than may be", formOf(new Uint8Array(importLimits.bytes * 4)), {}, "too-large"],
  ["a form that breaks off", formOf(file).subarray(0, 250), {}, "broken"],
  ["another kind of form", Buffer.from("file=x"), { "Content-Type": "application/x-www-form-urlencoded" }, "choose"],
  ["no form at all", Buffer.from("x"), { "Content-Type": "text/csv" }, "broken"],
])("%s leads back to the form, which tells why", async (_what, body, headers, problem) => {
  const before = await kept();
  expect(await post(body, headers)).toEqual([303, `${path}?problem=${problem}`]);
  expect(await kept()).toBe(before);
});

test("a file of the largest size is taken", async () => {
  expect((await post(formOf(new Uint8Array(importLimits.bytes))))[1]).toMatch(/[0-9a-f-]{36}$/);
});

test("there is no such address for others, nor from another site", async () => {
  const before = await kept();
  const dpo = await cookieOf((await makeStaff(["dpo"])).personId);
  const contact = await cookieOf((await makeContact(["admin"])).personId);
  for (const as of [dpo, contact]) expect(await post(formOf(file), {}, as)).toEqual([404, undefined]);
  expect(await post(formOf(file), { Origin: "https://elsewhere.example" })).toEqual([404, undefined]);
  expect(await post(formOf(file), { Origin: "" })).toEqual([404, undefined]);
  expect(await kept()).toBe(before);
});

test.each([
  ["", ","],
  ["?separator=semicolon", ";"],
])("the template%s has the headings, with the mark by which Excel knows UTF-8", async (query, separator) => {
  const { status, headers, body } = await server.ask({ path: `${path}/template${query}`, cookie });
  expect(status).toBe(200);
  expect(headers["content-disposition"]).toContain("order-forms.csv");
  expect(body.toString("utf8")).toBe(`\uFEFF${columnNames.join(separator)}\r\n`);
});
