import { generateKeyPairSync, sign } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  relaxedBody,
  relaxedField,
  signatureTags,
  signedNames,
  textToSign,
  verifyDkim,
} from "@/server/mail/testing/dkim-verifier";
import { headersOf, type MailServer, startMailServer } from "@/server/mail/testing/mail-server";
import { type Parcel, smtpTransport } from "@/server/mail/transport";

const parcel: Parcel = {
  from: '"AlphaGen trust centre" <trust@alphagen.example>',
  to: "ada@northwind.example",
  subject: "Your sign-in link",
  text: "Open this page:\nhttp://localhost:3000/sign-in/confirm?token=abc\n",
  messageId: "<0f8fad5b-d9cb-469f-a165-70867728950e@localhost>",
  attachments: [],
  listUnsubscribe: new URL(`https://trust.example.com/unsubscribe?token=${"abc".repeat(40)}`),
};
const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const stranger = generateKeyPairSync("rsa", { modulusLength: 2048 });
const oneClick = "List-Unsubscribe-Post: List-Unsubscribe=One-Click";

let server: MailServer;
beforeAll(async () => {
  server = await startMailServer();
});
afterAll(() => server.close());

/** @returns the message as the mail server received it */
async function sent(changes: Partial<Parcel> = {}): Promise<string> {
  const dkim = { domain: "alphagen.example", selector: "s2026", privateKey };
  await smtpTransport(server.url, dkim)({ ...parcel, ...changes });
  return server.letters.at(-1)?.raw ?? "";
}

describe("a signed message", () => {
  const kinds: readonly (readonly [what: string, changes: Partial<Parcel>])[] = [
    ["in plain words", {}],
    [
      "with a subject in other alphabets",
      { subject: "Zażółć gęślą jaźń 你好 مرحبا ".repeat(6), text: "Γειά σου 你好\n" },
    ],
    ["with a no-break space and runs of spaces in the subject", { subject: "one\u00a0 two   three" }],
    ["with long lines", { text: `${"x".repeat(5000)}\n${"word ".repeat(400)}\n` }],
    ["with blank lines at its end", { text: "one\n\ntwo\n\n\n\n" }],
    ["with white space at the ends of lines", { text: "one  \t\n\t two \t three \n \n\t\n" }],
    ["without a line break at its end", { text: "one" }],
    ["with points alone on a line", { text: ".\r\n..\r\n.one\r\n" }],
    ["without any text", { text: "" }],
    ["to an address in another alphabet", { to: "用户@xn--fsqu00a.example" }],
    [
      "with an attachment",
      { attachments: [{ filename: "å.pdf", contentType: "application/pdf", content: new Uint8Array(9000).fill(7) }] },
    ],
  ];
  test.each(kinds)("%s verifies with the public key", async (_what, changes) => {
    const letter = await sent(changes);
    expect(verifyDkim(letter, publicKey)).toBe("valid");
    expect(verifyDkim(letter, stranger.publicKey)).toBe("header changed");
  });

  test("names its domain and selector, and covers what RFC 8058 §4 wants", async () => {
    const letter = await sent();
    const tags = signatureTags(letter);
    expect([tags.get("d"), tags.get("s")]).toEqual(["alphagen.example", "s2026"]);
    const names = ["from", "to", "subject", "date", "message-id", "list-unsubscribe", "list-unsubscribe-post"];
    expect(signedNames(tags)).toEqual(expect.arrayContaining(names));
    expect(letter).toContain(`\r\n${oneClick}\r\n`);
    const [address] = headersOf(server.letters.at(-1), "List-Unsubscribe");
    expect(address).toBe(`<${parcel.listUnsubscribe?.href}>`);
  });

  test("without a way to unsubscribe has neither field", async () => {
    const { listUnsubscribe: _none, ...plain } = parcel;
    await smtpTransport(server.url)(plain);
    const letter = server.letters.at(-1);
    expect(letter?.raw).not.toContain("List-Unsubscribe");
    expect(verifyDkim(letter?.raw ?? "", publicKey)).toBe("no signature");
  });
});

describe("a signature no longer verifies", () => {
  const forgeries: readonly (readonly [what: string, forge: (letter: string) => string, verdict: string])[] = [
    ["the text was changed", (letter) => letter.replace("Open this", "Open that"), "body changed"],
    ["text was added", (letter) => `${letter}and more\r\n`, "body changed"],
    ["the subject was changed", (letter) => letter.replace("Your sign-in", "Your other"), "header changed"],
    ["the sender was changed", (letter) => letter.replace("<trust@", "<sales@"), "header changed"],
    [
      "the unsubscribe address was changed",
      (letter) => letter.replace("trust.example", "evil.example"),
      "header changed",
    ],
    ["one-click was taken away", (letter) => letter.replace(`${oneClick}\r\n`, ""), "header changed"],
    ["one-click was changed", (letter) => letter.replace("=One-Click", "=Other"), "header changed"],
    ["another selector was named", (letter) => letter.replace("s=s2026", "s=s2027"), "header changed"],
    ["a length was added", (letter) => letter.replace("v=1;", "v=1; l=0;"), "not supported"],
  ];
  test.each(forgeries)("when %s", async (_what, forge, verdict) => {
    const letter = await sent();
    const forged = forge(letter);
    expect(forged).not.toBe(letter);
    expect(verifyDkim(forged, publicKey)).toBe(verdict);
  });

  test("but does when a relay refolds a field and changes white space at line ends (RFC 6376 §3.4)", async () => {
    const letter = await sent();
    const relayed = letter
      .replace("\r\nSubject: Your sign-in", "\r\nsubject:  Your\r\n\tsign-in")
      .replace("page:\r\n", "page: \t\r\n");
    expect(relayed).not.toBe(letter);
    expect(verifyDkim(`${relayed}\r\n\r\n`, publicKey)).toBe("valid");
  });
});

/** Signed anew, each name of h= once more than the mailer names it (RFC 6376 §8.15). */
function oversigned(letter: string): string {
  const tags = signatureTags(letter);
  const names = signedNames(tags).flatMap((name) => [name, name]);
  const field = `DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=alphagen.example; s=s2026; bh=${tags.get("bh")}; h=${names.join(":")}; b=`;
  const unsigned = letter.replace(/^DKIM-Signature:.*?\r\n(?![ \t])/s, "");
  const signature = sign("sha256", Buffer.from(textToSign(unsigned, field), "latin1"), privateKey);
  return `${field}${signature.toString("base64")}\r\n${unsigned}`;
}

describe("a second List-Unsubscribe-Post above the signed one", () => {
  test("breaks a signature that names the field once more than it is there", async () => {
    const letter = oversigned(await sent());
    expect(verifyDkim(letter, publicKey)).toBe("valid");
    expect(verifyDkim(`${oneClick}\r\n${letter}`, publicKey)).toBe("header changed");
  });

  test("is left unsigned by the mailer, which names each field once", async () => {
    const letter = await sent();
    expect(verifyDkim(`${oneClick}\r\n${letter}`, publicKey)).toBe("valid");
    const lower = letter.replace("\r\n\r\n", `\r\n${oneClick}, forged\r\n\r\n`);
    expect(verifyDkim(lower, publicKey)).toBe("header changed");
  });
});

test("the verifier canonicalises the example of RFC 6376 §3.4.5", () => {
  expect(["A: X", "B : Y\t\r\n\tZ  "].map(relaxedField)).toEqual(["a:X", "b:Y Z"]);
  expect(relaxedBody(" C \r\nD \t E\r\n\r\n\r\n")).toBe(" C\r\nD E\r\n");
  expect(relaxedBody("\r\n\r\n")).toBe("");
});
