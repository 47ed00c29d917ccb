/** A chain made in memory, so that verifying is measured without a database's share. */
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { type ChainRow, ChainVerifier, canonicalRecord } from "@/server/audit/verify";

const payloadBytes = 200;

export function sampleChain(events: number): ChainRow[] {
  let chainHash = Buffer.alloc(32);
  return Array.from({ length: events }, (_, index) => {
    const clear = {
      ...{ id: randomUUID(), at: "2026-01-15T12:00:00.123456Z", kind: "download", payload: randomBytes(payloadBytes) },
      ...{ actorId: randomUUID(), accountId: randomUUID(), subjectId: randomUUID(), dataKeyId: randomUUID() },
    };
    const record = canonicalRecord(clear);
    const leafHash = sha256(Buffer.concat([Buffer.of(0), record]));
    chainHash = sha256(Buffer.concat([chainHash, leafHash]));
    return { ...clear, position: BigInt(index), record, leafHash, chainHash };
  });
}

/** @throws Error where the chain is not good: what was timed would not be a verification */
export function verifyRows(rows: readonly ChainRow[]): void {
  const verifier = new ChainVerifier();
  for (const row of rows) {
    const bad = verifier.take(row);
    if (bad !== null) throw new Error(bad.problem);
  }
}

export function hashRecords(records: readonly Uint8Array[]): void {
  for (const record of records) sha256(record);
}

function sha256(data: Uint8Array): Buffer<ArrayBuffer> {
  return createHash("sha256").update(data).digest();
}
