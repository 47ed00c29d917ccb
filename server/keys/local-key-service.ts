/**
 * A key service whose keys are in one file of the deployment. The keys stay in this module: callers get data keys,
 * look-up values and seals. Newest key-encryption key wraps, every one that the file holds unwraps.
 */
import { createHmac } from "node:crypto";
import { DamagedFieldError, decryptField, encryptField } from "@/server/keys/field-encryption";
import {
  addKeyEncryptionKey,
  createKeyFile,
  KEY_BYTES,
  type KeyFileContent,
  readKeyFile,
} from "@/server/keys/key-file";
import { type KeyService, KeyServiceError, type Sealer, type WrappedKey } from "@/server/keys/key-service";
import { sealerFrom } from "@/server/keys/seal-identity";

/**
 * @param options.createIfMissing only where nothing was encrypted yet: new keys open nothing that is there.
 * @throws KeyServiceError with one line for the operator: missing, damaged, open to other users, unreadable.
 */
export async function openLocalKeyService(options: {
  readonly file: string;
  readonly organisation: string;
  readonly createIfMissing: boolean;
  readonly now: Date;
}): Promise<KeyService> {
  const { file } = options;
  let content = await readKeyFile(file);
  if (!content && options.createIfMissing) content = await createKeyFile(file, options.organisation, options.now);
  if (!content) {
    throw new KeyServiceError(
      `There is no key file ${file}, and the database was encrypted with keys that are not in ${file}: restore it from your backup.`,
    );
  }
  const { privateKey, certificates } = content.seal;
  const sealer = await sealerFrom({ privateKey: bytesOf(privateKey), certificates: certificates.map(bytesOf) });
  return new LocalKeyService(file, content, sealer);
}

/**
 * Adds a key-encryption key to the file. A running server unwraps with it at once and wraps with it from its next
 * start; older keys stay, so nothing has to be wrapped again in a hurry.
 *
 * @returns the new version.
 */
export async function addKeyVersion(file: string, now: Date): Promise<number> {
  return addKeyEncryptionKey(file, now);
}

class LocalKeyService implements KeyService {
  readonly #file: string;
  #content: KeyFileContent;
  readonly #sealer: Sealer;

  constructor(file: string, content: KeyFileContent, sealer: Sealer) {
    this.#file = file;
    this.#content = content;
    this.#sealer = sealer;
  }

  async wrap(dataKey: Uint8Array, context: string): Promise<WrappedKey> {
    if (dataKey.length !== KEY_BYTES) throw new KeyServiceError(`A data key has ${KEY_BYTES} bytes.`);
    const kekVersion = this.#content.keyEncryptionKeys.length;
    const wrapped = encryptField(await this.#keyEncryptionKey(kekVersion), dataKey, context);
    return { kekId: this.#content.id, kekVersion, wrapped };
  }

  async unwrap(wrapped: WrappedKey, context: string): Promise<Uint8Array> {
    if (wrapped.kekId !== this.#content.id) {
      throw new KeyServiceError(`A data key was wrapped with keys that are not in ${this.#file}.`);
    }
    const kek = await this.#keyEncryptionKey(wrapped.kekVersion);
    try {
      return decryptField(kek, wrapped.wrapped, context);
    } catch (error) {
      if (!(error instanceof DamagedFieldError)) throw error;
      throw new KeyServiceError("A wrapped data key does not verify: it was changed or moved to another row.");
    }
  }

  async rewrap(wrapped: WrappedKey, context: string): Promise<WrappedKey> {
    return this.wrap(await this.unwrap(wrapped, context), context);
  }

  async lookupIndex(purpose: string, value: string): Promise<Uint8Array> {
    // A key for each purpose, so that no pair of purpose and value can be read as another pair.
    const purposeKey = createHmac("sha256", bytesOf(this.#content.lookupKey)).update(purpose, "utf8").digest();
    return createHmac("sha256", purposeKey).update(value, "utf8").digest();
  }

  /** From the keys that rotation leaves as they are, so it holds for the life of the database. */
  async checkValue(): Promise<string> {
    const check = createHmac("sha256", await this.#keyEncryptionKey(1))
      .update(bytesOf(this.#content.lookupKey))
      .update("trust-centre key check");
    return `${this.#content.id}.${check.digest("base64url")}`;
  }

  async sealer(): Promise<Sealer> {
    return this.#sealer;
  }

  async #keyEncryptionKey(version: number): Promise<Buffer> {
    const known = keyOfVersion(this.#content, version);
    if (known) return known;
    // Another process may have started after a rotation and wrapped with a key that is newer than ours.
    const current = await readKeyFile(this.#file);
    const added = current?.id === this.#content.id ? keyOfVersion(current, version) : undefined;
    if (!current || !added) {
      throw new KeyServiceError(
        `A data key was wrapped with key version ${version}, which is not in ${this.#file}: restore the newest backup of it.`,
      );
    }
    this.#content = current;
    return added;
  }
}

function keyOfVersion(content: KeyFileContent, version: number): Buffer | undefined {
  const found = content.keyEncryptionKeys.find((kek) => kek.version === version);
  return found && bytesOf(found.key);
}

function bytesOf(base64: string): Buffer {
  return Buffer.from(base64, "base64");
}
