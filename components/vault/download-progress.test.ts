import { afterEach, describe, expect, it, vi } from "vitest";
import { isFinished, type ProgressAnswer, progressWords, readCopyProgress, startCopy } from "./download-progress";
import { sizeInWords } from "./size-words";

function answer(changed: Partial<ProgressAnswer>): ProgressAnswer {
  return { state: "waiting", itemsDone: 0, items: 1, bytesSent: 0, problem: null, ...changed };
}

function serverAnswers(status: number, body: string): void {
  vi.stubGlobal("fetch", () => Promise.resolve(new Response(body, { status })));
}

afterEach(() => vi.unstubAllGlobals());

describe("the words of a copy's progress", () => {
  it("name the document that is being made, and never one past the last", () => {
    expect(progressWords(answer({ state: "marking", items: 5, itemsDone: 1 }), "en")).toMatchObject({
      text: "Making and sending document 2 of 5",
      value: 1,
      max: 5,
    });
    expect(progressWords(answer({ state: "sending", items: 5, itemsDone: 5 }), "en").text).toContain("5 of 5");
  });

  it("do not change with the bytes, which a screen reader would say each second", () => {
    const early = progressWords(answer({ state: "sending", items: 3, bytesSent: 10 }), "en");
    expect(progressWords(answer({ state: "sending", items: 3, bytesSent: 9_000_000 }), "en")).toEqual(early);
  });

  it("give a single copy no length, because its marking has none", () => {
    for (const state of ["waiting", "marking", "sending"] as const) {
      expect(progressWords(answer({ state }), "en").value).toBeUndefined();
      expect(progressWords(answer({ state }), "en").outcome).toBe("under-way");
    }
  });

  it("say when everything was sent, and how much", () => {
    expect(progressWords(answer({ state: "sent", items: 4, itemsDone: 4, bytesSent: 12_340_000 }), "en")).toMatchObject(
      {
        text: "Sent: 4 documents, 12 MB",
        value: 4,
        outcome: "sent",
      },
    );
    expect(progressWords(answer({ state: "sent", itemsDone: 1, bytesSent: 1 }), "en").text).toBe(
      "Sent: 1 document, 1 byte",
    );
  });

  it("give the server's reason where it was refused or stopped, and what to do where there is none", () => {
    expect(progressWords(answer({ state: "refused", problem: "cannotSend" }), "nb").text).toMatch(
      /^Dette dokumentet kan ikke sendes/,
    );
    for (const state of ["refused", "interrupted"] as const) {
      expect(progressWords(answer({ state }), "en").outcome).toBe("failed");
      expect(progressWords(answer({ state }), "en").text).toMatch(/Ask/);
    }
  });

  it("end the asking with the three last states alone", () => {
    const states = ["waiting", "marking", "sending", "sent", "interrupted", "refused"] as const;
    expect(states.filter((state) => isFinished(answer({ state })))).toEqual(["sent", "interrupted", "refused"]);
  });
});

describe("asking for a copy", () => {
  const file = "/portal/pack/downloads/D-7K3F-9QXM-2HTA-WW01";

  it("gives the addresses of the file and its progress", async () => {
    serverAnswers(201, JSON.stringify({ id: "D-7K3F-9QXM-2HTA-WW01", file, progress: `${file}/progress` }));
    expect(await startCopy("pack", "en")).toEqual({ file, progress: `${file}/progress` });
  });

  it("tells the server's own reason for a refusal", async () => {
    serverAnswers(409, JSON.stringify({ problem: "Too many copies were asked for." }));
    await expect(startCopy("pack", "en")).rejects.toThrow("Too many copies were asked for.");
  });

  it.each([
    ["a sign-in page", 200, "<!doctype html><title>Sign in</title>"],
    ["nothing", 404, ""],
    ["a cut answer", 201, `{"file":"${file}`],
    ["an address elsewhere", 201, JSON.stringify({ file: "https://elsewhere.example/", progress: file })],
    ["a script", 201, JSON.stringify({ file: "javascript:alert(1)", progress: file })],
  ])("goes nowhere when the answer is %s", async (_what, status, body) => {
    serverAnswers(status, body);
    await expect(startCopy("pack", "en")).rejects.toThrow("reload the page and try again");
  });

  it("says so when the server is out of reach", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
    await expect(startCopy("pack", "en")).rejects.toThrow("Check the connection");
  });
});

describe("reading the progress", () => {
  it("takes what the server tells", async () => {
    serverAnswers(200, JSON.stringify(answer({ state: "marking", items: 2 })));
    expect(await readCopyProgress("/p", "en")).toEqual(answer({ state: "marking", items: 2 }));
  });

  it.each([
    ["signed out", 200, "<!doctype html>"],
    ["ended access", 404, "not found"],
    ["a state of another version", 200, JSON.stringify({ ...answer({}), state: "dreaming" })],
    ["no documents at all", 200, JSON.stringify(answer({ items: 0 }))],
    ["too few fields", 200, JSON.stringify({ state: "sent" })],
  ])("points to the browser's own list when %s", async (_what, status, body) => {
    serverAnswers(status, body);
    await expect(readCopyProgress("/p", "en")).rejects.toThrow("list of downloads");
  });
});

describe("a size in words", () => {
  it.each([
    [0, "0 bytes"],
    [1, "1 byte"],
    [999, "999 bytes"],
    [1000, "1 kB"],
    [1250, "1.3 kB"],
    [240_400, "240 kB"],
    [9_960_000, "10 MB"],
    [2_147_483_648, "2.1 GB"],
    [5_000_000_000_000, "5,000 GB"],
  ])("%i is %s", (bytes, words) => {
    expect(sizeInWords(bytes, "en")).toBe(words);
  });
});
