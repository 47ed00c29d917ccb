/**
 * Cobblestone-256: encryption of files of any size that opens at any offset and never gives out a byte that did
 * not verify. Follows https://c2sp.org/chunked-encryption (the draft of 2026-07-13): HKDF-Expand with SHA-512,
 * AES-256-GCM, chunks of 16 KiB of which the last is always shorter, so a file's length is authenticated too.
 *
 *   salt (24) | commitment (32) | chunk 0 | tag (16) | … | last chunk (0 to 16383) | tag (16)
 */
import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from "node:crypto";

const CHUNK_BYTES = 16 * 1024;
const TAG_BYTES = 16;
const SEALED_CHUNK_BYTES = CHUNK_BYTES + TAG_BYTES;
const SALT_BYTES = 24;
const COMMITMENT_BYTES = 32;
const HEADER_BYTES = SALT_BYTES + COMMITMENT_BYTES;
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const MAXIMUM_CHUNKS = 2 ** 38;
/** One read, one piece handed on: 1 MiB of plaintext, which keeps memory flat and the disk busy. */
const CHUNKS_AT_ONCE = 64;

/** The stored bytes are not what was encrypted, or the key or the context is another one. */
export class DamagedFileError extends Error {
  override name = "DamagedFileError";
}

/** Reads `length` bytes from `offset` of the encrypted file; fewer only where the file ends. */
export type PositionedRead = (offset: number, length: number) => Promise<Uint8Array>;

/** Plaintext bytes from `start` up to, not including, `end`. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** Bytes of the encrypted file for so many bytes of plaintext. */
export function encryptedSize(plaintextBytes: number): number {
  const chunks = Math.floor(plaintextBytes / CHUNK_BYTES) + 1;
  return HEADER_BYTES + plaintextBytes + chunks * TAG_BYTES;
}

/**
 * Encrypts a stream in pieces of about 1 MiB.
 *
 * @param key 32 uniformly random bytes.
 * @param context bound into the file's own key; the same must be given to decrypt.
 * @throws RangeError when the key is not 32 bytes, or the plaintext is 4 PiB or more.
 */
export async function* encrypt(
  source: AsyncIterable<Uint8Array>,
  key: Uint8Array,
  context: string,
): AsyncGenerator<Uint8Array> {
  const salt = randomBytes(SALT_BYTES);
  const file = deriveFileKeys(key, salt, context);
  yield Buffer.concat([salt, file.commitment]);

  const pending = Buffer.allocUnsafe(CHUNKS_AT_ONCE * CHUNK_BYTES);
  let filled = 0;
  let chunk = 0;
  for await (const piece of source) {
    for (let taken = 0; taken < piece.length; ) {
      const part = piece.subarray(taken, taken + pending.length - filled);
      pending.set(part, filled);
      filled += part.length;
      taken += part.length;
      if (filled === pending.length) {
        yield sealChunks(file, chunk, pending);
        chunk += CHUNKS_AT_ONCE;
        filled = 0;
      }
    }
  }
  const fullBytes = filled - (filled % CHUNK_BYTES);
  if (fullBytes > 0) yield sealChunks(file, chunk, pending.subarray(0, fullBytes));
  yield sealChunk(file, chunk + fullBytes / CHUNK_BYTES, pending.subarray(fullBytes, filled));
}

/**
 * Decrypts a whole file or a range of it. The key, the context and the length are verified before the first byte
 * is given out, and each piece before it is: whoever takes the first piece before answering can still refuse.
 *
 * @param totalBytes size of the encrypted file.
 * @throws DamagedFileError when anything does not verify: key, context, length, order or content.
 * @throws RangeError when the key is not 32 bytes, or the range is not within the plaintext.
 */
export async function* decrypt(
  read: PositionedRead,
  totalBytes: number,
  key: Uint8Array,
  context: string,
  range?: ByteRange,
): AsyncGenerator<Uint8Array> {
  const size = plaintextSize(totalBytes);
  const { start, end } = range ?? { start: 0, end: size };
  if (!(Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start <= end && end <= size)) {
    throw new RangeError(`Bytes ${start} to ${end} are not within the ${size} bytes of this file.`);
  }
  const file = await readHeader(read, key, context);

  // The length is known to be right once the short chunk opens at the place that the length gives it.
  const lastChunk = Math.floor(size / CHUNK_BYTES);
  const lastStart = lastChunk * CHUNK_BYTES;
  const sealedLast = await readExactly(read, sealedOffset(lastChunk), size - lastStart + TAG_BYTES);
  const last = openChunks(file, lastChunk, sealedLast);
  if (start === end) return;

  let chunk = Math.floor(start / CHUNK_BYTES);
  const afterFullChunks = Math.min(lastChunk, Math.ceil(end / CHUNK_BYTES));
  while (chunk < afterFullChunks) {
    const count = Math.min(CHUNKS_AT_ONCE, afterFullChunks - chunk);
    const sealed = await readExactly(read, sealedOffset(chunk), count * SEALED_CHUNK_BYTES);
    const opened = openChunks(file, chunk, sealed);
    const openedStart = chunk * CHUNK_BYTES;
    yield opened.subarray(Math.max(0, start - openedStart), end - openedStart);
    chunk += count;
  }
  if (end > lastStart) yield last.subarray(Math.max(0, start - lastStart), end - lastStart);
}

async function readHeader(read: PositionedRead, key: Uint8Array, context: string): Promise<FileKeys> {
  const header = await readExactly(read, 0, HEADER_BYTES);
  const file = deriveFileKeys(key, header.subarray(0, SALT_BYTES), context);
  if (!timingSafeEqual(file.commitment, header.subarray(SALT_BYTES))) {
    throw new DamagedFileError("An encrypted file does not belong to this key and context.");
  }
  return file;
}

interface FileKeys {
  readonly key: Uint8Array;
  readonly baseNonce: Buffer;
  readonly commitment: Uint8Array;
}

/** HKDF-Expand (RFC 5869 §2.3) to 76 bytes, two turns of SHA-512. Node's own HKDF can't leave out the extract step. */
function deriveFileKeys(inputKey: Uint8Array, salt: Uint8Array, context: string): FileKeys {
  if (inputKey.length !== KEY_BYTES) throw new RangeError(`A file's key has ${KEY_BYTES} bytes.`);
  const info = Buffer.concat([
    Buffer.from("c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\0", "ascii"),
    salt,
    Buffer.from(context, "utf8"),
  ]);
  const first = createHmac("sha512", inputKey).update(info).update(Buffer.of(1)).digest();
  const second = createHmac("sha512", inputKey).update(first).update(info).update(Buffer.of(2)).digest();
  const derived = Buffer.concat([first, second]);
  const commitmentStart = KEY_BYTES + NONCE_BYTES;
  return {
    key: derived.subarray(0, KEY_BYTES),
    baseNonce: derived.subarray(KEY_BYTES, commitmentStart),
    commitment: derived.subarray(commitmentStart, commitmentStart + COMMITMENT_BYTES),
  };
}

/** The base nonce XOR the chunk's number as a big-endian integer; numbers go past 32 bits, which XOR alone can't. */
function nonceOf(file: FileKeys, chunk: number): Buffer {
  if (chunk >= MAXIMUM_CHUNKS) throw new RangeError("A file of 4 PiB or more can't be encrypted.");
  const nonce = Buffer.from(file.baseNonce);
  const low = nonce.readUInt32BE(NONCE_BYTES - 4) ^ (chunk % 2 ** 32);
  nonce.writeUInt32BE(low >>> 0, NONCE_BYTES - 4);
  nonce.writeUInt8(nonce.readUInt8(NONCE_BYTES - 5) ^ Math.floor(chunk / 2 ** 32), NONCE_BYTES - 5);
  return nonce;
}

function sealChunk(file: FileKeys, chunk: number, plaintext: Uint8Array): Buffer {
  const cipher = createCipheriv("aes-256-gcm", file.key, nonceOf(file, chunk), { authTagLength: TAG_BYTES });
  const ciphertext = cipher.update(plaintext);
  cipher.final();
  return Buffer.concat([ciphertext, cipher.getAuthTag()]);
}

function sealChunks(file: FileKeys, firstChunk: number, plaintext: Uint8Array): Buffer {
  const sealed: Buffer[] = [];
  for (let at = 0; at < plaintext.length; at += CHUNK_BYTES) {
    sealed.push(sealChunk(file, firstChunk + at / CHUNK_BYTES, plaintext.subarray(at, at + CHUNK_BYTES)));
  }
  return Buffer.concat(sealed);
}

function openChunks(file: FileKeys, firstChunk: number, sealed: Uint8Array): Buffer {
  const opened: Buffer[] = [];
  for (let at = 0; at < sealed.length; at += SEALED_CHUNK_BYTES) {
    const one = sealed.subarray(at, at + SEALED_CHUNK_BYTES);
    opened.push(openChunk(file, firstChunk + at / SEALED_CHUNK_BYTES, one));
  }
  return Buffer.concat(opened);
}

function openChunk(file: FileKeys, chunk: number, sealed: Uint8Array): Buffer {
  const decipher = createDecipheriv("aes-256-gcm", file.key, nonceOf(file, chunk), { authTagLength: TAG_BYTES });
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  const plaintext = decipher.update(sealed.subarray(0, -TAG_BYTES));
  try {
    decipher.final();
  } catch {
    throw new DamagedFileError(`An encrypted file was changed, cut or lengthened: its chunk ${chunk} does not verify.`);
  }
  return plaintext;
}

function plaintextSize(totalBytes: number): number {
  const body = totalBytes - HEADER_BYTES;
  const lastSealedBytes = body % SEALED_CHUNK_BYTES;
  if (!Number.isSafeInteger(totalBytes) || body < TAG_BYTES || lastSealedBytes < TAG_BYTES) {
    throw new DamagedFileError(`No encrypted file has ${totalBytes} bytes: it was cut or lengthened.`);
  }
  return body - (Math.floor(body / SEALED_CHUNK_BYTES) + 1) * TAG_BYTES;
}

function sealedOffset(chunk: number): number {
  return HEADER_BYTES + chunk * SEALED_CHUNK_BYTES;
}

async function readExactly(read: PositionedRead, offset: number, length: number): Promise<Uint8Array> {
  const bytes = await read(offset, length);
  if (bytes.length !== length) throw new DamagedFileError("An encrypted file ends before the length kept for it.");
  return bytes;
}
