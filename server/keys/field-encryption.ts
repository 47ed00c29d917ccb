/**
 * Encryption of small values (a column, a wrapped key) under a 32-byte key. What comes back is what went in
 * under the same key and context, or `DamagedFieldError`: never part of it, never something else.
 */
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const OVERHEAD_BYTES = 1 + NONCE_BYTES + TAG_BYTES;

/** The bytes are not what was encrypted, or the key or the context is another one: AES-GCM can't tell these apart. */
export class DamagedFieldError extends Error {
  override name = "DamagedFieldError";
}

/**
 * AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce: good for 2^32 values under one key.
 *
 * @param context bound as additional data: name the table, column and row, so that a value moved elsewhere does not open.
 * @returns version byte | 12-byte nonce | ciphertext | 16-byte tag
 * @throws RangeError when the key is not 32 bytes.
 */
export function encryptField(dataKey: Uint8Array, plaintext: Uint8Array, context: string): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", dataKey, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(context, "utf8"));
  const ciphertext = cipher.update(plaintext);
  cipher.final();
  return Buffer.concat([Buffer.of(VERSION), nonce, ciphertext, cipher.getAuthTag()]);
}

/**
 * @throws DamagedFieldError when the bytes, the key or the context do not verify.
 * @throws RangeError when the key is not 32 bytes.
 */
export function decryptField(dataKey: Uint8Array, encrypted: Uint8Array, context: string): Uint8Array {
  if (encrypted.length < OVERHEAD_BYTES) throw new DamagedFieldError("An encrypted value is too short.");
  if (encrypted[0] !== VERSION) throw new DamagedFieldError("An encrypted value has an unknown version.");
  const nonce = encrypted.subarray(1, 1 + NONCE_BYTES);
  const decipher = createDecipheriv("aes-256-gcm", dataKey, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(context, "utf8"));
  decipher.setAuthTag(encrypted.subarray(-TAG_BYTES));
  const plaintext = decipher.update(encrypted.subarray(1 + NONCE_BYTES, -TAG_BYTES));
  try {
    decipher.final();
  } catch {
    throw new DamagedFieldError("An encrypted value does not verify: it, its key or its context was changed.");
  }
  return plaintext;
}
