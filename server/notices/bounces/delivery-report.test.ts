import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readDeliveryReport } from "@/server/notices/bounces/delivery-report";
import { now, seconds } from "@/server/platform/clock";

const sample = (name: string) => readFileSync(join(import.meta.dirname, "testing", `${name}.eml`), "utf8");
const read = (text: string) => readDeliveryReport(new TextEncoder().encode(text));
const id = "<1b671a64-40d5-491e-99b0-da01ff1f3341@trust.publisher.example>";
const recipient = "privacy@customer.example";

describe("what mail servers send back", () => {
  test.each([
    [
      "postfix",
      "5.1.1 550 5.1.1 <privacy@customer.example>: Recipient address rejected: User unknown in virtual mailbox table",
    ],
    ["exim", "5.0.0 550 No such user here"],
    [
      "exchange",
      "5.1.10 550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient privacy@customer.example not found by SMTP address lookup",
    ],
    [
      "gmail",
      "5.1.1 550-5.1.1 The email account that you tried to reach does not exist. Please try 550-5.1.1 double-checking the recipient's email address for typos or 550 5.1.1 unnecessary spaces.",
    ],
  ])("%s", async (name, answer) => {
    for (const text of [sample(name), sample(name).replaceAll("\n", "\r\n")]) {
      const report = await read(text);
      expect(report?.messageIds).toEqual([id]);
      expect(report?.failed).toHaveLength(1);
      expect(new Set(report?.failed[0]?.addresses)).toEqual(new Set([recipient]));
      expect(report?.failed[0]?.answer).toBe(answer);
      expect(report?.failed[0]?.noMailbox).toBe(answer.startsWith("5.1."));
    }
  });

  test.each(["delayed", "relayed", "expanded", "delivered"])("that is %s is no failure", async (action) => {
    const report = await read(sample("postfix").replace("Action: failed", `Action: ${action} (so far)`));
    expect(report).toEqual({ messageIds: [id], failed: [] });
  });

  test("tells each recipient apart", async () => {
    const other = "Final-Recipient: rfc822; other@customer.example\nAction: delayed\nStatus: 4.4.1\n\n";
    const report = await read(sample("exim").replace("Action: failed", `${other}Action: failed (for good)`));
    expect(report?.failed.map(({ addresses }) => addresses)).toEqual([[recipient]]);
  });

  test("is found by what it answers where nothing is enclosed", async () => {
    const text = sample("exim").replace("Content-type: message/rfc822", "Content-type: application/octet-stream");
    expect((await read(text))?.messageIds).toEqual([id]);
  });

  test("of an address in another alphabet", async () => {
    const text = sample("postfix")
      .replace("Content-Type: message/delivery-status", "Content-Type: message/global-delivery-status")
      .replace("Original-Recipient: rfc822;Privacy@Customer.example\n", "")
      .replace("Final-Recipient: rfc822; privacy@customer.example", "Final-Recipient: utf-8; خصوصية@bücher.example");
    expect((await read(text))?.failed[0]?.addresses).toEqual(["خصوصية@xn--bcher-kva.example"]);
  });

  test("of a recipient that cannot be read names none", async () => {
    const text = sample("exim").replace("rfc822;privacy@customer.example", "x400; /S=privacy/C=GB");
    expect((await read(text))?.failed[0]?.addresses).toEqual([]);
  });

  test("encoded", async () => {
    const status =
      "Reporting-MTA: dns; a.example\n\nFinal-Recipient: rfc822; privacy@customer.example\nAction: failed\n";
    const encoded = Buffer.from(status).toString("base64");
    const text = `Content-Type: multipart/report; boundary=b\nReferences: ${id}\n\n--b\nContent-Type: message/delivery-status\nContent-Transfer-Encoding: base64\n\n${encoded}\n--b--\n`;
    expect(await read(text)).toEqual({
      messageIds: [id],
      failed: [{ addresses: [recipient], answer: "came back without a reason", noMailbox: false }],
    });
  });
});

describe("what is no report", () => {
  test.each([
    ["nothing", ""],
    ["an answer by a person", "From: a@customer.example\nSubject: Away\n\nI am away.\n"],
    [
      "a report of reading",
      "Content-Type: multipart/report; report-type=disposition-notification; boundary=b\n\n--b\nContent-Type: message/disposition-notification\n\nDisposition: x; displayed\n--b--\n",
    ],
    ["an unclosed part", "Content-Type: multipart/report; boundary=b\n\n--b\n"],
    ["bytes", "\u0000\u0001\u0002".repeat(1000)],
  ])("%s is told from one", async (_name, text) => {
    expect(await read(text)).toBeNull();
  });

  test("an enclosed report is not taken for one of its own", async () => {
    const text = `Content-Type: multipart/mixed; boundary=outer\n\n--outer\nContent-Type: message/rfc822\n\n${sample("postfix")}\n--outer--\n`;
    expect(await read(text)).toBeNull();
  });
});

describe("what is sent to do harm", () => {
  const inTime = async (text: string) => {
    const before = now().getTime();
    const report = await read(text);
    expect(now().getTime() - before).toBeLessThan(2 * seconds);
    return report;
  };

  test("parts in parts without end", async () => {
    let text = "Content-Type: message/delivery-status\n\nAction: failed\n";
    for (let depth = 0; depth < 300; depth++)
      text = `Content-Type: multipart/mixed; boundary=b${depth}\n\n--b${depth}\n${text}\n--b${depth}--\n`;
    expect(await inTime(text)).toBeNull();
  });

  test("messages in messages without end", async () => {
    const text = `${"Content-Type: message/rfc822\n\n".repeat(4_000)}end`;
    expect(await inTime(text)).toBeNull();
  });

  test("lines without end", async () => {
    expect(await inTime(sample("exim").replace("No such user here", "x\n".repeat(500_000)))).toBeNull();
  });

  test("a header without end", async () => {
    const text = sample("postfix").replace("Subject:", `X-Long: ${"a ".repeat(300_000)}\nSubject:`);
    expect(await inTime(text)).toBeNull();
  });

  test("a charset that there is not, and a false one", async () => {
    for (const charset of ["no-such-charset", "utf-16", "iso-2022-kr"]) {
      const text = sample("postfix").replace(
        "Content-Type: message/delivery-status",
        `Content-Type: message/delivery-status; charset=${charset}`,
      );
      expect((await inTime(text))?.failed).toHaveLength(1);
    }
  });

  test("recipients without end", async () => {
    const many = "Action: failed\nFinal-Recipient: rfc822; a@customer.example\n\n".repeat(3_000);
    const report = await inTime(sample("exim").replace("Action: failed", `${many}Action: failed`));
    expect(report?.failed.length).toBeLessThanOrEqual(51);
  });

  test("control characters in what the far server says stay out of it", async () => {
    const text = sample("exim").replaceAll("550 No such user here", "550 \u001b[2J\u202eno\u0000");
    expect((await read(text))?.failed[0]?.answer).toBe("5.0.0 550 [2J no");
  });

  test("any bytes at all", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), async (bytes) => {
        await readDeliveryReport(bytes);
      }),
    );
    const whole = sample("gmail");
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length), fc.nat(200), fc.string(), async (from, length, instead) => {
        await read(whole.slice(0, from) + instead + whole.slice(from + length));
      }),
    );
  });
});
