import { createHash, randomBytes, randomUUID } from "node:crypto";

export const newId = (): string => randomUUID();

/** 256 random bits for an address or a cookie. Only its hash is ever stored. */
export const newToken = (): string => randomBytes(32).toString("base64url");

export const sha256 = (data: string | Uint8Array): Uint8Array<ArrayBuffer> =>
  new Uint8Array(createHash("sha256").update(data).digest());

/** Letters and digits that are not taken for one another on paper (Crockford's base 32). */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Five bits of each byte as letters in groups of four: `7K3F-9QXM-2HTA-WW01` of 16 bytes holds 80 bits. */
export function inLetters(bytes: Uint8Array): string {
  const letters = Array.from(bytes, (byte) => alphabet[byte % 32]).join("");
  return letters.match(/.{4}/g)?.join("-") ?? "";
}

/** An id that a person can read from a page and type: `D-7K3F-9QXM-2HTA-WW01`, 80 random bits. */
export const newDownloadId = (): string => `D-${inLetters(randomBytes(16))}`;
