/** What a message's link does: for a mail program's one click (RFC 8058), for a scanner, and for a person. */
import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeSubscriber } from "@/prisma/factories";
import { useOwnDatabase } from "@/scripts/integration-database";
import { currentPack } from "@/server/content/current-pack";
import { DocumentStore } from "@/server/http/documents";
import { answerUnsubscribe } from "@/server/http/unsubscribe-route";
import { type UnsubscribeAnswer, unsubscribeAnswers } from "@/server/notices/subscriptions/posted-answer";
import { openSubscribers } from "@/server/notices/subscriptions/queries";
import { database } from "@/server/platform/database";
import { newToken } from "@/server/platform/ids";
import { insideAddress } from "@/server/words/locale";

/** Stands for Next: it tells the address it was asked for, and the answer that lies ready for it. */
const rendered: string[] = [];
const answers: (UnsubscribeAnswer | undefined)[] = [];
const servers: Server[] = [];
let origin: string;
let publisher: string;

async function listen(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

beforeAll(async () => {
  await useOwnDatabase();
  publisher = (await currentPack()).name;
  const next = await listen(
    createServer((request, response) => {
      rendered.push(`${request.headers["x-interface-locale"]} ${request.url}`);
      const number = request.headers["x-posted-answer"];
      if (number !== undefined) answers.push(unsubscribeAnswers.under(String(number)));
      response.setHeader("Content-Type", "text/html; charset=utf-8").end("<p>the page</p>");
    }),
  );
  const documents = new DocumentStore(next);
  const port = await listen(
    createServer((request, response) => {
      void answerUnsubscribe(request, response, insideAddress(request.url ?? "/"), documents).then(
        (answered) => answered || response.writeHead(404).end(),
      );
    }),
  );
  origin = `http://127.0.0.1:${port}`;
});
afterAll(async () => {
  for (const server of servers) {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
});

const at = (pathname: string) => `${origin}${pathname}`;
const isSubscribed = async (id: string) => (await openSubscribers(database(), publisher, [id])).length === 1;
const form = (fields: Readonly<Record<string, string | readonly string[]>>) =>
  new URLSearchParams(Object.entries(fields).flatMap(([name, value]) => [value].flat().map((each) => [name, each])));

async function post(pathname: string, body: BodyInit): Promise<{ response: Response; answer: UnsubscribeAnswer }> {
  const response = await fetch(at(pathname), { method: "POST", body, redirect: "manual" });
  const answer = answers.pop();
  if (answer === undefined) throw new Error("nothing was answered");
  return { response, answer };
}

describe("one click of a mail program", () => {
  const multipart = new FormData();
  multipart.append("List-Unsubscribe", "One-Click");
  test.each([
    ["form-urlencoded", form({ "List-Unsubscribe": "One-Click" })],
    ["multipart", multipart],
  ])("ends the subscription without cookie, origin or redirect: %s", async (_, body) => {
    const { id, unsubscribe } = await makeSubscriber(publisher);
    const { response, answer } = await post(unsubscribe.pathname, body);
    expect(response.status).toBe(200);
    expect(response.headers.get("location")).toBeNull();
    expect(response.headers.get("set-cookie")).toBeNull();
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(response.headers.get("referrer-policy")).toBe("no-referrer");
    expect(answer).toEqual({ kind: "ended" });
    expect(await isSubscribed(id)).toBe(false);
  });

  test("works twice, and the second answer is that to a token of nobody's", async () => {
    const { unsubscribe } = await makeSubscriber(publisher);
    const body = () => form({ "List-Unsubscribe": "One-Click" });
    await post(unsubscribe.pathname, body());
    const [again, nobody] = [
      await post(unsubscribe.pathname, body()),
      await post(`/unsubscribe/${newToken()}`, body()),
    ];
    expect(again.answer).toEqual(nobody.answer);
    expect(await again.response.text()).toBe(await nobody.response.text());
  });

  test("in the Norwegian address is answered in Norwegian", async () => {
    const { id, unsubscribe } = await makeSubscriber(publisher, { locale: "nb" });
    await post(unsubscribe.pathname, form({ "List-Unsubscribe": "One-Click" }));
    expect(rendered.at(-1)).toBe("nb /unsubscribe/link");
    expect(await isSubscribed(id)).toBe(false);
  });
});

describe("opening the address", () => {
  test.each(["GET", "HEAD"])("by %s changes nothing and tells nothing of the token", async (method) => {
    const { id, unsubscribe } = await makeSubscriber(publisher);
    const ours = await fetch(at(unsubscribe.pathname), { method });
    const nobodys = await fetch(at(`/unsubscribe/${newToken()}`), { method });
    for (const name of ["etag", "content-length", "cache-control", "content-type", "referrer-policy", "x-robots-tag"])
      expect(ours.headers.get(name), name).toBe(nobodys.headers.get(name));
    expect([ours.status, await ours.text()]).toEqual([nobodys.status, await nobodys.text()]);
    expect(ours.headers.get("referrer-policy")).toBe("no-referrer");
    expect(ours.headers.get("x-robots-tag")).toBe("noindex");
    expect(await isSubscribed(id)).toBe(true);
    expect(rendered.join()).not.toContain(unsubscribe.pathname.split("/").at(-1));
  });

  test.each(["PUT", "DELETE", "OPTIONS"])("by %s is refused", async (method) => {
    const { id, unsubscribe } = await makeSubscriber(publisher);
    const answer = await fetch(at(unsubscribe.pathname), { method });
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "GET, HEAD, POST"]);
    expect(await isSubscribed(id)).toBe(true);
  });

  test.each(["/unsubscribe", "/unsubscribe/", "/unsubscribe/a/b"])("%s is another address", async (pathname) => {
    expect((await fetch(at(pathname))).status).toBe(404);
  });
});

describe("a person at the page", () => {
  test("sees the topics after asking for them, and changes them", async () => {
    const { id, unsubscribe } = await makeSubscriber(publisher, { topics: ["reports"] });
    const { answer } = await post(unsubscribe.pathname, form({ step: "choose" }));
    expect(answer).toMatchObject({ kind: "choices", choices: { topics: ["reports"] } });
    const wanted = form({
      step: "change",
      topics: ["documents", "advisories"],
      minimumSeverity: "high",
      digest: "yes",
    });
    const choices = { topics: ["documents", "advisories"], minimumSeverity: "high", digest: true };
    expect((await post(unsubscribe.pathname, wanted)).answer).toEqual({ kind: "changed", choices });
    expect(await database().subscription.findUniqueOrThrow({ where: { id } })).toMatchObject(choices);
  });

  test("who chooses no topic is told so, and nothing changes", async () => {
    const { id, unsubscribe } = await makeSubscriber(publisher, { topics: ["reports"] });
    const { answer } = await post(unsubscribe.pathname, form({ step: "change", minimumSeverity: "high" }));
    expect(answer).toMatchObject({
      kind: "choices",
      state: { status: "invalid", errors: [{ field: "topics", message: "Choose at least one topic." }] },
    });
    expect(await database().subscription.findUniqueOrThrow({ where: { id } })).toMatchObject({
      ...{ topics: ["reports"], minimumSeverity: "low" },
    });
  });

  test.each(["choose", "change"])("with a link that has ended is told so when wanting to %s", async (step) => {
    const { answer } = await post(`/unsubscribe/${newToken()}`, form({ step, topics: ["reports"] }));
    expect(answer).toEqual({ kind: "unknown" });
  });

  test.each([
    ["nothing", ""],
    ["another form", form({ step: "erase-everything" })],
    ["one click misspelt", form({ "List-Unsubscribe": "one-click " })],
    ["far too much", "x".repeat(100_000)],
    ["bytes", new Uint8Array([0xff, 0xfe, 0])],
  ])("who sends %s changes nothing", async (_, body) => {
    const { id, unsubscribe } = await makeSubscriber(publisher);
    const { answer } = await post(unsubscribe.pathname, body);
    expect(answer).toEqual({ kind: "unread" });
    expect(await isSubscribed(id)).toBe(true);
  });
});
