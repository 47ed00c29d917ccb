/**
 * Files as the vault keeps them: encrypted under a random key of their own, which the row beside them holds
 * wrapped. The plaintext never touches the disk, and none of it is given out before it verified.
 */
import { createHash, randomBytes } from "node:crypto";
import { type ByteRange, DamagedFileError, decrypt, encrypt, encryptedSize } from "@/server/keys/chunked-encryption";
import type { KeyService, WrappedKey } from "@/server/keys/key-service";
import type { ObjectStorage } from "@/server/storage/object-storage";

const DATA_KEY_BYTES = 32;

/** What the row of a file keeps, beside the context, to open it again. */
export interface EncryptedFile {
  readonly storageKey: string;
  /** Size of the plaintext in bytes. */
  readonly bytes: number;
  /** SHA-256 of the plaintext, 64 hexadecimal digits. */
  readonly sha256: string;
  readonly wrapped: WrappedKey;
}

/** The upload was cut off at the limit and nothing of it was kept. */
export class FileTooLargeError extends Error {
  override name = "FileTooLargeError";
  constructor(readonly maximumBytes: number) {
    super(`The file is larger than the limit of ${maximumBytes.toLocaleString("en-GB")} bytes.`);
  }
}

/**
 * Encrypts a stream and stores it.
 *
 * @param options.context names the owner, the document and the version; the same opens the file again.
 * @param options.maximumBytes of plaintext, inclusive.
 * @throws FileTooLargeError, StorageFullError, KeyServiceError or what the source threw: nothing is left behind.
 */
export async function writeEncryptedFile(options: {
  readonly storage: ObjectStorage;
  readonly keys: KeyService;
  readonly source: AsyncIterable<Uint8Array>;
  readonly context: string;
  readonly maximumBytes: number;
}): Promise<EncryptedFile> {
  const { storage, keys, source, context, maximumBytes } = options;
  const dataKey = randomBytes(DATA_KEY_BYTES);
  try {
    const wrapped = await keys.wrap(dataKey, context);
    const plaintext = measure(source, maximumBytes);
    const stored = await storage.put(encrypt(plaintext.pieces, dataKey, context));
    return { storageKey: stored.key, ...plaintext.result(), wrapped };
  } finally {
    dataKey.fill(0);
  }
}

export interface ReadableEncryptedFile {
  /**
   * The plaintext or a range of it. The first piece comes only when key, context and length verified: take it before
   * sending an answer's headers. A file that is damaged further on ends in DamagedFileError, not in wrong bytes.
   *
   * @throws DamagedFileError, MissingObjectError; RangeError when the range is not within the file.
   */
  read(range?: ByteRange): AsyncGenerator<Uint8Array>;
}

/**
 * @param options.bytes size of the plaintext, as `writeEncryptedFile` gave it.
 * @throws KeyServiceError, MissingObjectError; DamagedFileError when the stored file has another length.
 */
export async function openEncryptedFile(options: {
  readonly storage: ObjectStorage;
  readonly keys: KeyService;
  readonly storageKey: string;
  readonly bytes: number;
  readonly wrapped: WrappedKey;
  readonly context: string;
}): Promise<ReadableEncryptedFile> {
  const { storage, keys, storageKey, bytes, wrapped, context } = options;
  const totalBytes = encryptedSize(bytes);
  const stored = await storage.stat(storageKey);
  if (stored.bytes !== totalBytes) {
    throw new DamagedFileError(`A stored file has ${stored.bytes} bytes where ${totalBytes} were kept.`);
  }
  const dataKey = await keys.unwrap(wrapped, context);
  return {
    async *read(range) {
      const object = await storage.open(storageKey);
      try {
        yield* decrypt((offset, length) => object.read(offset, length), totalBytes, dataKey, context, range);
      } finally {
        await object.close();
      }
    },
  };
}

interface Measured {
  readonly pieces: AsyncIterable<Uint8Array>;
  /** Size and digest of what went by; once, when all of it did. */
  result(): { readonly bytes: number; readonly sha256: string };
}

function measure(source: AsyncIterable<Uint8Array>, maximumBytes: number): Measured {
  const hash = createHash("sha256");
  let bytes = 0;
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for await (const piece of source) {
      bytes += piece.length;
      if (bytes > maximumBytes) throw new FileTooLargeError(maximumBytes);
      hash.update(piece);
      yield piece;
    }
  }
  return { pieces: pieces(), result: () => ({ bytes, sha256: hash.digest("hex") }) };
}
