import { createHash } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import { authorityListener, createOpensslAuthority, withServer } from "@/server/seal/testing/openssl-authority";
import { runTool } from "@/server/seal/testing/pdf-tools";
import { createTimestampAuthority, TimestampUnavailable } from "@/server/seal/timestamp-authority";

const openssl = createOpensslAuthority();
afterAll(() => openssl.remove());

const data = Buffer.from("a signature value");
const stamp = (url: string, timeoutMs?: number) =>
  createTimestampAuthority({ url, ...(timeoutMs === undefined ? {} : { timeoutMs }) }).timestamp(data);

const spoilt = (change: (question: Buffer) => Buffer, expected: string) =>
  withServer(authorityListener(openssl, change), async (url) => {
    const refusal = await stamp(url).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(TimestampUnavailable);
    expect(String(refusal)).toContain(expected);
  });

/** The question with the bytes of one part replaced. */
function replaced(question: Buffer, part: Buffer, by: Buffer): Buffer {
  const position = question.indexOf(part);
  if (position === -1) throw new Error("The question does not hold that part.");
  const changed = Buffer.from(question);
  by.copy(changed, position);
  return changed;
}

describe("a time-stamp authority", () => {
  it("gives a token that openssl verifies for the same data and for no other", async () => {
    await withServer(
      authorityListener(openssl, (question) => question),
      async (url) => {
        const token = await stamp(url);
        const verify = (stamped: Uint8Array) =>
          runTool(
            "openssl",
            ["ts", "-verify", "-data", "$data", "-in", "$token", "-token_in", "-CAfile", "$root.pem"],
            {
              data: stamped,
              token,
              "root.pem": openssl.root,
            },
          );
        expect(verify(data).output).toContain("Verification: OK");
        expect(verify(Buffer.from("another")).status).not.toBe(0);
      },
    );
  });

  it("is refused when its token stamps another message", async () => {
    const imprint = createHash("sha256").update(data).digest();
    const other = createHash("sha256").update("another").digest();
    await spoilt((question) => replaced(question, imprint, other), "stamps another message");
  });

  it("is refused when its token answers another question", async () => {
    // The nonce is the INTEGER of eight bytes that follows the imprint.
    const change = (question: Buffer) => {
      const nonce = question.indexOf(Buffer.from([0x02, 0x08]));
      return replaced(question, question.subarray(nonce, nonce + 10), Buffer.from([2, 8, 0x41, 1, 2, 3, 4, 5, 6, 7]));
    };
    await spoilt(change, "answers another question");
  });

  it("is refused when the signature of its token does not hold", async () => {
    const flip: Parameters<typeof withServer>[0] = (request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const answer = openssl.reply(Buffer.concat(chunks));
        answer[answer.length - 9] = (answer[answer.length - 9] ?? 0) ^ 1;
        response.end(answer);
      });
    };
    await withServer(flip, async (url) => {
      await expect(stamp(url)).rejects.toThrow(TimestampUnavailable);
    });
  });

  it.each([
    ["an error", 500, Buffer.from("busy"), "answered 500"],
    ["a redirect", 302, Buffer.alloc(0), "No time-stamp"],
    ["an empty answer", 200, Buffer.alloc(0), "No time-stamp"],
    ["a web page", 200, Buffer.from("<!doctype html><p>Sign in</p>"), "No time-stamp"],
    ["a refusal", 200, Buffer.from("30053003020102", "hex"), "refused (2)"],
    ["too long an answer", 200, Buffer.alloc(5_000_000, 0x30), "longer than"],
  ])("is refused for %s", async (_, status, body, expected) => {
    await withServer(
      (_request, response) => response.writeHead(status, { Location: "http://127.0.0.1:1/" }).end(body),
      async (url) => {
        const refusal = await stamp(url).catch((error: unknown) => error);
        expect(refusal).toBeInstanceOf(TimestampUnavailable);
        expect(String(refusal)).toContain(expected);
      },
    );
  });

  it("is refused when it cuts its answer short", async () => {
    const cut: Parameters<typeof withServer>[0] = (request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => response.end(openssl.reply(Buffer.concat(chunks)).subarray(0, -100)));
    };
    await withServer(cut, async (url) => {
      await expect(stamp(url)).rejects.toThrow(TimestampUnavailable);
    });
  });

  it("is given up on when it does not answer, or stops halfway, or is not there", async () => {
    await withServer(
      () => undefined,
      async (url) => {
        await expect(stamp(url, 100)).rejects.toThrow(TimestampUnavailable);
      },
    );
    await withServer(
      (_request, response) => response.writeHead(200).write("0"),
      async (url) => {
        await expect(stamp(url, 100)).rejects.toThrow(TimestampUnavailable);
      },
    );
    await expect(stamp("http://127.0.0.1:1/", 1000)).rejects.toThrow(TimestampUnavailable);
  });

  it("is sent the address's name and password, which its refusal does not show", async () => {
    let sent: string | undefined;
    await withServer(
      (request, response) => {
        sent = request.headers.authorization;
        response.writeHead(401).end();
      },
      async (url) => {
        const refusal = await stamp(url.replace("//", "//user:s%C3%A9cret@")).catch(String);
        expect(refusal).toMatch(/from 127\.0\.0\.1:\d+: it answered 401/);
        expect(refusal).not.toContain("cret");
      },
    );
    expect(sent).toBe(`Basic ${Buffer.from("user:sécret").toString("base64")}`);
  });
});
