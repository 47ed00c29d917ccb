/**
 * A DKIM verifier for tests (RFC 6376, rsa-sha256 with relaxed/relaxed alone). It shares no code with the mailer that
 * signs. Text is taken as bytes, one character each, so that no other white space than SP and HTAB counts.
 */
import { createHash, type KeyObject, verify } from "node:crypto";

interface Field {
  /** In small letters. */
  readonly name: string;
  /** The whole field as it came, folds included, without the last line break. */
  readonly raw: string;
}

export type Verdict = "valid" | "no signature" | "not supported" | "body changed" | "header changed";

export function verifyDkim(message: string, publicKey: KeyObject): Verdict {
  const { fields, body } = partsOf(message);
  const signature = fields.find(({ name }) => name === "dkim-signature");
  if (signature === undefined) return "no signature";
  const tags = tagsOf(signature.raw);
  if (!supported(tags)) return "not supported";
  if (tags.get("bh") !== bodyHash(body)) return "body changed";
  const signed = Buffer.from(signedText(fields, signature.raw), "latin1");
  return verify("sha256", signed, publicKey, Buffer.from(tags.get("b") ?? "", "base64")) ? "valid" : "header changed";
}

/** The tags of a message's first signature (RFC 6376 §3.5); white space in values does not count for those used here. */
export function signatureTags(message: string): ReadonlyMap<string, string> {
  const signature = partsOf(message).fields.find(({ name }) => name === "dkim-signature");
  return signature === undefined ? new Map() : tagsOf(signature.raw);
}

export function signedNames(tags: ReadonlyMap<string, string>): readonly string[] {
  return (tags.get("h") ?? "").toLowerCase().split(":");
}

/** What a signature field with an empty b= has to sign over this message: for tests that sign in another way. */
export function textToSign(message: string, signature: string): string {
  return signedText(partsOf(message).fields, signature);
}

/** RFC 6376 §3.4.2. */
export function relaxedField(raw: string): string {
  const colon = raw.indexOf(":");
  const name = raw.slice(0, colon).replace(/[ \t]+$/, "");
  const value = raw.slice(colon + 1).replaceAll("\r\n", "");
  return `${name.toLowerCase()}:${value.replace(/[ \t]+/g, " ").replace(/^ | $/g, "")}`;
}

/** RFC 6376 §3.4.4. */
export function relaxedBody(body: string): string {
  const lines = body.split("\r\n").map((line) => line.replace(/[ \t]+/g, " ").replace(/ $/, ""));
  while (lines.at(-1) === "") lines.pop();
  return lines.map((line) => `${line}\r\n`).join("");
}

function partsOf(message: string): { readonly fields: readonly Field[]; readonly body: string } {
  const bytes = Buffer.from(message, "utf8").toString("latin1");
  const end = bytes.indexOf("\r\n\r\n");
  const head = end === -1 ? bytes : bytes.slice(0, end);
  const fields = head.split(/\r\n(?![ \t])/).map((raw) => ({ name: relaxedField(raw).split(":")[0] ?? "", raw }));
  return { fields, body: end === -1 ? "" : bytes.slice(end + 4) };
}

function tagsOf(signature: string): ReadonlyMap<string, string> {
  const list = signature.slice(signature.indexOf(":") + 1).replace(/[ \t\r\n]+/g, "");
  const pairs = list.split(";").filter(Boolean);
  return new Map(pairs.map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]));
}

/** A length (l=) would leave the end of the body unsigned, and a signature must cover From (RFC 6376 §5.4, §8.2). */
function supported(tags: ReadonlyMap<string, string>): boolean {
  return (
    tags.get("v") === "1" &&
    tags.get("a") === "rsa-sha256" &&
    tags.get("c") === "relaxed/relaxed" &&
    !tags.has("l") &&
    signedNames(tags).includes("from")
  );
}

function bodyHash(body: string): string {
  return createHash("sha256").update(relaxedBody(body), "latin1").digest("base64");
}

/** RFC 6376 §3.7: the fields that h= names, then the signature's own field with an empty b= and no line break. */
function signedText(fields: readonly Field[], signature: string): string {
  const chosen = chosenFields(fields, signedNames(tagsOf(signature)));
  const own = relaxedField(signature.replace(/([;:][ \t\r\n]*b[ \t\r\n]*=)[^;]*/, "$1"));
  return [...chosen.map(({ raw }) => relaxedField(raw)), own].join("\r\n");
}

/** RFC 6376 §5.4.2: each mention of a name takes the next field of it from below; one that has none left adds nothing. */
function chosenFields(fields: readonly Field[], names: readonly string[]): readonly Field[] {
  const left = [...fields];
  return names.flatMap((name) => {
    const place = left.findLastIndex((field) => field.name === name);
    return place === -1 ? [] : left.splice(place, 1);
  });
}
