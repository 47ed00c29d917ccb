/**
 * What every key service gives: wrapping of data keys, a keyed index for look-ups, and a sealing key for PDFs.
 * Key-encryption keys never leave it; data keys are stored only wrapped. `context` is bound as additional
 * data, so that a wrapped key moved to another row does not open.
 */
export interface KeyService {
  /** Wraps a 32-byte data key under the newest key-encryption key. */
  wrap(dataKey: Uint8Array, context: string): Promise<WrappedKey>;
  /** @throws KeyServiceError when the key version is unknown, or the bytes or the context do not verify. */
  unwrap(wrapped: WrappedKey, context: string): Promise<Uint8Array>;
  /** Wraps again under the newest key-encryption key, without showing the data key to the caller. */
  rewrap(wrapped: WrappedKey, context: string): Promise<WrappedKey>;
  /** HMAC-SHA-256 of a normalised value under a key of its own: equality look-ups on encrypted columns. */
  lookupIndex(purpose: string, value: string): Promise<Uint8Array>;
  /** A value that tells this service's keys from any other's and reveals nothing of them; kept in the database and compared at start. */
  checkValue(): Promise<string>;
  /** The publisher's own sealing key. It makes a seal, never a signatory's own signature. */
  sealer(): Promise<Sealer>;
}

export interface WrappedKey {
  readonly kekId: string;
  readonly kekVersion: number;
  readonly wrapped: Uint8Array;
}

export interface Sealer {
  /** DER certificates, the sealing one first, then its issuer. */
  readonly certificates: readonly Uint8Array[];
  /** ECDSA P-256 with SHA-256 over `data` (not over a digest); the signature in DER (RFC 3279 §2.2.3). */
  sign(data: Uint8Array): Promise<Uint8Array>;
}

/** Its message names what failed and the mend, and never holds key material. */
export class KeyServiceError extends Error {
  override name = "KeyServiceError";
}
