/** Files of objections over the wire: posted, refused, and given to nobody but the account and the data protection officer. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  contactViewerOf,
  cookieOf,
  type MadeContact,
  makeContact,
  makeDraft,
  makeObjection,
  makeStaff,
} from "@/prisma/factories";
import { useOwnDatabase, useOwnDataFolder } from "@/scripts/integration-database";
import { currentPack } from "@/server/content/current-pack";
import { type FileServer, startFileServer } from "@/server/http/testing/file-server";
import { database } from "@/server/platform/database";
import { importRegister } from "@/server/subprocessors/register-import";
import { ClockBench } from "@/server/subprocessors/testing/clock-bench";

let clock: ClockBench;
let server: FileServer;
let removeFolder: () => void;
let ours: MadeContact;
const cookies: Record<string, string> = {};
beforeAll(async () => {
  const addresses = await useOwnDatabase();
  removeFolder = useOwnDataFolder();
  clock = await ClockBench.start(addresses);
  await importRegister(database(), await currentPack());
  server = await startFileServer();
  const [first = "", second = ""] = clock.accounts;
  ours = await makeContact(["privacy"], { accountId: first });
  const people = {
    ours,
    colleague: await makeContact(["privacy"], { accountId: first }),
    reader: await makeContact(["reviewer", "signatory", "admin"], { accountId: first }),
    theirs: await makeContact(["privacy", "admin"], { accountId: second }),
    dpo: { personId: clock.approver },
    manager: await makeStaff(["trust_manager", "security", "auditor"]),
  };
  for (const [name, { personId }] of Object.entries(people)) cookies[name] = await cookieOf(personId);
});
afterAll(async () => {
  await server.close();
  await clock.stop();
  removeFolder();
});

const noticed = async () => clock.noticed({ publisher: (await currentPack()).name });
const draft = async () => makeDraft(await currentPack(), await contactViewerOf(ours.personId), await noticed());
const objection = async () => makeObjection(await currentPack(), await contactViewerOf(ours.personId), await noticed());
const everybody = ["nobody", "ours", "colleague", "reader", "theirs", "dpo", "manager"];

interface Sent {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}
const small: Sent = { name: "تقييم żółć.html", bytes: new TextEncoder().encode("<script>alert(1)</script>") };

async function postFiles(path: string, who: string, files: readonly Sent[], locale = "en") {
  const form = new FormData();
  form.set("locale", locale);
  for (const { name, bytes } of files) form.append("attachments", new Blob([bytes]), name);
  const encoded = new Response(form);
  return server.ask({
    ...{ path, method: "POST", body: new Uint8Array(await encoded.arrayBuffer()) },
    ...{ cookie: cookies[who] ?? "", headers: { "Content-Type": encoded.headers.get("content-type") ?? "" } },
  });
}
const get = (path: string, who: string) => server.ask({ path, cookie: cookies[who] ?? "" });
/** Everybody's answers to the same request. */
async function answers(ask: (who: string) => Promise<{ status: number }>): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const who of everybody) found[who] = (await ask(who)).status;
  return found;
}
const hidden = Object.fromEntries(everybody.map((who) => [who, 404]));

describe("files are posted", () => {
  test("to a draft by its writer alone, who is led back to it in their language", async () => {
    const id = await draft();
    const path = `/portal/objections/drafts/${id}/files`;
    expect(await answers((who) => postFiles(path, who, [small]))).toEqual({ ...hidden, ours: 303 });
    const answer = await postFiles(path, "ours", [small], "nb");
    expect(answer.headers.location).toBe(`/nb/portal/objections/drafts/${id}/check?done=added#files`);
    expect(await database().objectionDraftFile.count({ where: { draftId: id } })).toBe(2);
  });

  test("to an objection by the account's privacy contacts and the data protection officer", async () => {
    const id = await objection();
    expect(await answers((who) => postFiles(`/portal/objections/${id}/files`, who, [small]))).toEqual({
      ...hidden,
      ...{ ours: 303, colleague: 303 },
    });
    expect(await answers((who) => postFiles(`/desk/objections/${id}/files`, who, [small]))).toEqual({
      ...hidden,
      dpo: 303,
    });
    const rows = await database().objectionFile.findMany({ where: { objectionId: id } });
    expect(rows.map(({ staffId }) => staffId === null).sort()).toEqual([false, true, true]);
  });

  test("and not where something is wrong with them: nothing is kept, in the storage neither", async () => {
    const id = await draft();
    const path = `/portal/objections/drafts/${id}/files`;
    const stored = () => database().storedFile.count();
    const before = await stored();
    const large = { name: "large.bin", bytes: new Uint8Array(10 * 1024 * 1024 + 1) };
    for (const [files, problem] of [
      [[], "none"],
      [[{ name: "empty.txt", bytes: new Uint8Array(0) }], "empty"],
      [[small, large], "too-large"],
      [Array.from({ length: 6 }, () => small), "too-many"],
    ] as const)
      expect((await postFiles(path, "ours", files)).headers.location).toContain(`?problem=${problem}#files`);
    const broken = await server.ask({
      ...{ path, method: "POST", cookie: cookies.ours ?? "", body: new TextEncoder().encode("not a form") },
      headers: { "Content-Type": "text/plain" },
    });
    expect(broken.headers.location).toContain("problem=broken");
    const foreign = await server.ask({
      path,
      method: "POST",
      cookie: cookies.ours ?? "",
      headers: { Origin: "https://x.example" },
    });
    expect(foreign.status).toBe(404);
    expect(await stored()).toBe(before);
    expect(await database().objectionDraftFile.count({ where: { draftId: id } })).toBe(0);
    expect(server.failures).toEqual([]);
  });

  test("no more than an objection holds, whoever adds them", async () => {
    const id = await objection();
    const five = Array.from({ length: 5 }, () => small);
    await postFiles(`/portal/objections/${id}/files`, "ours", five);
    await postFiles(`/desk/objections/${id}/files`, "dpo", five);
    const answer = await postFiles(`/portal/objections/${id}/files`, "ours", [small]);
    expect(answer.headers.location).toContain("problem=too-many");
    expect(await database().objectionFile.count({ where: { objectionId: id } })).toBe(10);
  });
});

describe("a file is given", () => {
  test("to its account and the data protection officer, as bytes to be saved and nothing that runs", async () => {
    const id = await objection();
    await postFiles(`/portal/objections/${id}/files`, "ours", [small]);
    const { id: fileId } = await database().objectionFile.findFirstOrThrow({ where: { objectionId: id } });
    expect(await answers((who) => get(`/portal/objections/files/${fileId}`, who))).toEqual({
      ...hidden,
      ...{ ours: 200, colleague: 200, reader: 200 },
    });
    expect(await answers((who) => get(`/desk/objections/files/${fileId}`, who))).toEqual({ ...hidden, dpo: 200 });
    const answer = await get(`/desk/objections/files/${fileId}`, "dpo");
    expect(answer.body.equals(Buffer.from(small.bytes))).toBe(true);
    expect(answer.headers["content-type"]).toBe("application/octet-stream");
    expect(answer.headers["content-disposition"]).toContain(encodeURIComponent("żółć"));
    expect(answer.headers["content-security-policy"]).toContain("sandbox");
  });

  test("and no record of an objection that is open", async () => {
    const id = await objection();
    for (const area of ["portal", "desk"])
      expect(await answers((who) => get(`/${area}/objections/${id}/record`, who))).toEqual(hidden);
  });
});
