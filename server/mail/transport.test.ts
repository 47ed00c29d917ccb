import { createServer } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { headersOf, type MailServer, refusal, startMailServer } from "@/server/mail/testing/mail-server";
import { refusingServers } from "@/server/mail/testing/refusing-servers";
import {
  keepingTransport,
  MailRefused,
  MailUnavailable,
  type Parcel,
  pooledTransport,
  smtpTransport,
} from "@/server/mail/transport";

const parcel: Parcel = {
  from: '"AlphaGen trust centre" <trust@alphagen.example>',
  to: "ada@northwind.example",
  subject: "Your sign-in link",
  text: "Open this page:\nhttp://localhost:3000/sign-in/confirm?token=abc\n",
  messageId: "<0f8fad5b-d9cb-469f-a165-70867728950e@localhost>",
  attachments: [],
};

let server: MailServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function started(...options: Parameters<typeof startMailServer>): Promise<MailServer> {
  server = await startMailServer(...options);
  return server;
}

const send = (to: MailServer, changes: Partial<Parcel> = {}) => smtpTransport(to.url)({ ...parcel, ...changes });

describe("a message that the server takes", () => {
  test("is sent, and the server's answer is the proof", async () => {
    const mail = await started();
    expect(await send(mail)).toEqual({ state: "sent", response: expect.stringMatching(/^250 .*queued as 1/) });
    const [letter] = mail.letters;
    expect(letter).toMatchObject({ from: "trust@alphagen.example", to: [parcel.to] });
    expect(headersOf(letter, "Message-ID")).toEqual([parcel.messageId]);
    expect(headersOf(letter, "Auto-Submitted")).toEqual(["auto-generated"]);
    expect(letter?.raw).toContain(parcel.text.trim().replaceAll("\n", "\r\n"));
  });

  test("carries its attachment unchanged", async () => {
    const mail = await started();
    const content = Uint8Array.from({ length: 3000 }, (_, index) => index % 256);
    await send(mail, { attachments: [{ filename: "signed-record.pdf", contentType: "application/pdf", content }] });
    const encoded = mail.letters[0]?.raw.split("base64\r\n").at(-1)?.split("\r\n\r\n").at(-1)?.split("--")[0] ?? "";
    expect(mail.letters[0]?.raw).toContain("filename=signed-record.pdf");
    expect(new Uint8Array(Buffer.from(encoded, "base64"))).toEqual(content);
  });

  test("keeps other alphabets", async () => {
    const mail = await started();
    await send(mail, { subject: "Zażółć 你好 مرحبا", text: "Γειά σου 你好\n", to: "用户@xn--fsqu00a.example" });
    const [letter] = mail.letters;
    expect(letter?.to).toEqual(["用户@例子.example"]);
    const [subject = ""] = headersOf(letter, "Subject");
    const words = subject.split(/\s+/).map((word) => Buffer.from(word.replace(/^=\?UTF-8\?B\?|\?=$/g, ""), "base64"));
    expect(Buffer.concat(words).toString("utf8")).toBe("Zażółć 你好 مرحبا");
  });
});

describe("nothing that a person typed can add a header or a recipient", () => {
  const lines = ["\r\n", "\n", "\r", "\u2028", "\u0000\r\n"];
  test.each(lines)("in the subject, after %j", async (line) => {
    const mail = await started();
    await send(mail, { subject: `Hello${line}Bcc: eve@evil.example${line}${line}<script>` });
    const [letter] = mail.letters;
    expect(letter?.to).toEqual([parcel.to]);
    expect(headersOf(letter, "Bcc")).toEqual([]);
    expect(headersOf(letter, "Subject")).toHaveLength(1);
    expect(letter?.raw.split("\r\n\r\n")[1]).not.toContain("<script>");
  });

  test("in the text: a full stop on its own line ends nothing", async () => {
    const mail = await started();
    await send(mail, { text: "one\r\n.\r\nRCPT TO:<eve@evil.example>\r\n..\r\ntwo\r\n" });
    expect(mail.letters).toHaveLength(1);
    expect(mail.letters[0]?.raw).toContain("\r\n.\r\nRCPT TO:<eve@evil.example>\r\n..\r\ntwo");
  });

  test.each(["x,eve@evil.example", "x <eve@evil.example>", "group:eve@evil.example;", "(x)eve@evil.example"])(
    "in the address: %s is not sent to eve",
    async (to) => {
      const mail = await started();
      await send(mail, { to }).catch(() => {});
      for (const letter of mail.letters) expect(letter.to).not.toContain("eve@evil.example");
    },
  );
});

describe("a message that the server does not take", () => {
  test.each([500, 550, 552, 554])("with %d is refused for good, in the server's own words", async (code) => {
    const mail = await started();
    mail.behave({ code, words: "no such box" });
    await expect(send(mail)).rejects.toThrow(MailRefused);
    await expect(send(mail)).rejects.toThrow(`${code} no such box`);
  });

  test("after its text with 5xx is refused for good", async () => {
    const mail = await started({
      onData: (stream, _session, answer) => {
        stream.resume();
        stream.on("end", () => answer(refusal(554, "looks like spam")));
      },
    });
    await expect(send(mail)).rejects.toThrow(MailRefused);
  });

  test.each([421, 450, 451, 452])("with %d waits", async (code) => {
    const mail = await started();
    mail.behave({ code, words: "later" });
    const failure = await send(mail).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Error);
    expect(failure).not.toBeInstanceOf(MailRefused);
    // 421 ends the session for everybody (RFC 5321 §3.8).
    expect(failure instanceof MailUnavailable).toBe(code === 421);
  });

  test.each(["drop-before", "drop-after"] as const)("because the connection is cut (%s) waits", async (behaviour) => {
    const mail = await started();
    mail.behave(behaviour);
    const failure = await send(mail).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Error);
    expect(failure).not.toBeInstanceOf(MailRefused);
  });

  test.each(refusingServers)("because it refuses %s waits for the operator", async (_what, options, user) => {
    const mail = await started(options);
    const failure = await smtpTransport(mail.url.replace("//", `//${user}`))(parcel).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(MailUnavailable);
    expect(mail.letters).toEqual([]);
  });

  test("because nobody listens waits", async () => {
    const mail = await startMailServer();
    await mail.close();
    const failure = await send(mail).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(MailUnavailable);
    expect(failure).toMatchObject({ code: "ESOCKET" });
  });

  test("because what answers is no mail server waits", async () => {
    const web = createServer((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"));
    const port = await new Promise<number>((listening) => {
      web.listen(0, "127.0.0.1", () => {
        const address = web.address();
        listening(typeof address === "object" && address !== null ? address.port : 0);
      });
    });
    const failure = await smtpTransport(`smtp://127.0.0.1:${port}`)(parcel).catch((error: unknown) => error);
    web.close();
    expect(failure).toBeInstanceOf(Error);
    expect(failure).not.toBeInstanceOf(MailRefused);
  });
});

describe("many messages over a few connections", () => {
  test("each arrive once, whatever becomes of the others", async () => {
    let opened = 0;
    const mail = await started({
      onConnect: (_session, answer) => {
        opened++;
        answer();
      },
      onRcptTo: ({ address }, _session, answer) =>
        answer(address.startsWith("no") ? refusal(550, "no such box") : null),
    });
    const pool = pooledTransport(mail.url, undefined, 3);
    const names = Array.from({ length: 60 }, (_, index) => (index % 10 === 0 ? `no${index}` : `box${index}`));
    const results = await Promise.allSettled(
      names.map((name) => pool.send({ ...parcel, to: `${name}@northwind.example`, messageId: `<${name}@localhost>` })),
    );
    pool.close();
    expect(results.filter(({ status }) => status === "rejected")).toHaveLength(6);
    const came = mail.letters.flatMap((letter) => letter.to.map((to) => to.split("@")[0]));
    expect(came.toSorted()).toEqual(names.filter((name) => name.startsWith("box")).toSorted());
    expect(opened).toBe(3);
  });

  test("are given up one by one, and the rest goes on", async () => {
    const mail = await started({
      onRcptTo: ({ address }, _session, answer) => void (address.startsWith("slow") || answer(null)),
    });
    const pool = pooledTransport(mail.url, undefined, 1);
    const slow = pool.send({ ...parcel, to: "slow@northwind.example" }, AbortSignal.timeout(200));
    const other = pool.send(parcel);
    await expect(slow).rejects.toMatchObject({ code: "EABORT" });
    await expect(other).resolves.toMatchObject({ state: "sent" });
    pool.close();
  });
});

describe("without a mail server", () => {
  test("a message is kept, and the terminal shows whom it is for and its link", async () => {
    const lines: string[] = [];
    const handover = await keepingTransport((line) => lines.push(line))(parcel);
    expect(handover).toEqual({ state: "kept" });
    expect(lines.join("\n")).toBe(
      "mail to ada@northwind.example: Your sign-in link\n     http://localhost:3000/sign-in/confirm?token=abc",
    );
  });
});
