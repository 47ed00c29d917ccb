/**
 * Where stored files lie: a folder today, an S3 bucket later. It sees encrypted bytes only and knows nothing of
 * documents. An object is there whole under a key of the storage's own choosing, or not at all; it never changes.
 */
export interface ObjectStorage {
  /** Stores a stream. When the source or the storage fails, nothing is left behind. @throws StorageFullError */
  put(source: AsyncIterable<Uint8Array>): Promise<StoredObject>;
  /** Opens for reads at any offset. Whoever opens closes. @throws MissingObjectError */
  open(key: string): Promise<OpenObject>;
  /** @throws MissingObjectError */
  stat(key: string): Promise<StoredObject>;
  /** Removing what is not there is no error: a removal may be repeated after a crash. */
  remove(key: string): Promise<void>;
  /** Removes what crashed puts left more than a day before `now`; the number of leftovers removed. */
  sweep(now: Date): Promise<number>;
}

export interface StoredObject {
  /** Random, and safe in a path and in an address. */
  readonly key: string;
  /** Size in bytes as stored. */
  readonly bytes: number;
}

export interface OpenObject {
  readonly bytes: number;
  /** `length` bytes from `offset`; fewer only where the object ends. */
  read(offset: number, length: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** There is no such object: never put, removed, or no key of this storage at all. */
export class MissingObjectError extends Error {
  override name = "MissingObjectError";
}

/** No space is left, or the quota is used up. Its message is for the person who uploads; the operator frees space. */
export class StorageFullError extends Error {
  override name = "StorageFullError";
  constructor(options?: ErrorOptions) {
    super("The storage is full, so the file was not kept. Free some space or make it larger, then try again.", options);
  }
}
