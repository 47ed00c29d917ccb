/**
 * Recomputes the chain from the records alone: nothing stored is believed, neither hash nor clear column. It works on rows
 * from the database or from an export, in order of their place, and needs a few bytes of memory however long the log is.
 */
import { createHash } from "node:crypto";

export interface ChainRow {
  readonly id: string;
  readonly position: bigint;
  readonly at: string;
  readonly kind: string;
  readonly actorId: string | null;
  readonly accountId: string | null;
  readonly subjectId: string | null;
  readonly dataKeyId: string | null;
  readonly payload: Uint8Array;
  readonly record: Uint8Array;
  readonly leafHash: Uint8Array;
  readonly chainHash: Uint8Array;
}

export interface BadEvent {
  readonly position: bigint;
  readonly id: string;
  readonly problem: string;
}

export type Verdict =
  | {
      readonly good: true;
      readonly events: bigint /** Hexadecimal; of 32 zero bytes where the log is empty. */;
      readonly chainHash: string;
    }
  | { readonly good: false; readonly first: BadEvent };

/** Leaf = SHA-256(0x00 || record) as in RFC 6962 §2.1; chain = SHA-256(previous chain || leaf). */
export class ChainVerifier {
  #chain = Buffer.alloc(32);
  #next = 0n;

  /** @returns the first thing wrong with this row */
  take(row: ChainRow): BadEvent | null {
    const leaf = sha256(Buffer.concat([Buffer.of(0), row.record]));
    const chain = sha256(Buffer.concat([this.#chain, leaf]));
    const problem =
      row.position !== this.#next
        ? `the event with place ${this.#next} is missing`
        : !leaf.equals(row.leafHash)
          ? "the record does not match its hash"
          : !chain.equals(row.chainHash)
            ? "the chain does not continue here"
            : !Buffer.from(canonicalRecord(row)).equals(row.record)
              ? "a column does not say what the record says"
              : null;
    this.#chain = chain;
    this.#next = row.position + 1n;
    return problem === null ? null : { position: row.position, id: row.id, problem };
  }

  verdict(): Verdict {
    return { good: true, events: this.#next, chainHash: this.#chain.toString("hex") };
  }
}

/** The bytes that the database hashes: see audit_record() in the migrations. */
export function canonicalRecord(row: Omit<ChainRow, "record" | "leafHash" | "chainHash" | "position">): Uint8Array {
  const clear = [
    row.id,
    row.at,
    row.kind,
    row.actorId ?? "-",
    row.accountId ?? "-",
    row.subjectId ?? "-",
    row.dataKeyId ?? "-",
  ];
  return Buffer.from(
    `trust-centre audit event v1\n${clear.join("\n")}\n${Buffer.from(row.payload).toString("base64")}\n`,
  );
}

const sha256 = (data: Uint8Array) => createHash("sha256").update(data).digest();
