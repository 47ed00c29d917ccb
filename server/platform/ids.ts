import { createHash, randomBytes, randomUUID } from "node:crypto";

export const newId = (): string => randomUUID();

/** 256 random bits for an address or a cookie. Only its hash is ever stored. */
export const newToken = (): string => randomBytes(32).toString("base64url");

export const sha256 = (data: string | Uint8Array): Uint8Array<ArrayBuffer> =>
  new Uint8Array(createHash("sha256").update(data).digest());

/** Letters and digits that are not taken for one another on paper (Crockford's base 32). */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** An id that a person can read from a page and type: `D-7K3F-9QXM-2HTA-WW01`, 80 random bits. */
export function newDownloadId(): string {
  const letters = Array.from(randomBytes(16), (byte) => alphabet[byte % 32]).join("");
  return `D-${letters.match(/.{4}/g)?.join("-")}`;
}
