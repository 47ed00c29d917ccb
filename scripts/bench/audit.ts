/** The audit chain: writing, chaining and verifying events, beside plain rows of the same size and bare SHA-256. */
import { performance } from "node:perf_hooks";
import pg from "pg";
import { recordEvent, sequenceEvents } from "@/server/audit/events";
import { publisherKey } from "@/server/keys/data-keys";
import { database } from "@/server/platform/database";
import { newId } from "@/server/platform/ids";
import { verifyDatabase } from "../audit-verify";
import type { Bench } from "./bench-run";
import type { Round, Section } from "./comparison";
import { PlainRows } from "./plain-rows";
import { hashRecords, sampleChain, verifyRows } from "./sample-chain";

const rounds = 3;
const writers = 8;
const writeMs = 1500;
const chained = 5000;
const verifiedInMemory = 20_000;

export async function measureAudit({ databaseUrl, databaseOwnerUrl }: Bench): Promise<Section> {
  const keyId = await publisherKey(database());
  const record = () => database().$transaction((transaction) => recordEvent(transaction, sampleEntry(keyId)));
  await record();
  const plain = await PlainRows.open(databaseOwnerUrl, writers);
  try {
    const written: Round[] = [];
    const chain: Round[] = [];
    for (let round = 0; round < rounds; round++) {
      written.push({ ours: await perSecond(record), reference: await perSecond(() => plain.insertOne()) });
      await sequenceEvents(database());
      await plain.appendEvents(chained);
      chain.push({
        ours: chained / (await secondsOf(() => sequenceEvents(database()))),
        reference: chained / (await secondsOf(() => plain.insertMany(chained, 1000))),
      });
    }
    return {
      title: `The audit chain, ${writers} writers, records of ${plain.recordBytes} bytes`,
      notes: [
        "Ours encrypts each event and writes it in a transaction of its own; the reference is one INSERT through node-postgres.",
        "A record is chained by SQL in batches of 1000; the reference inserts 1000 rows by one statement.",
        "Verifying recomputes leaf, chain and record of every event; the reference is one SHA-256 of each record in memory.",
      ],
      comparisons: [
        { what: "events written/s", better: "more", reference: "plain INSERTs", rounds: written },
        { what: "events chained/s", better: "more", reference: "INSERT of 1000 rows", rounds: chain },
        ...(await verifying(databaseUrl)),
      ],
    };
  } finally {
    await plain.close();
  }
}

const sampleEntry = (dataKeyId: string) => ({
  kind: "download" as const,
  actorId: newId(),
  accountId: newId(),
  subjectId: newId(),
  dataKeyId,
  details: { title: "Architecture and data flow", version: 3, sha256: "0".repeat(64), markedPages: 24 },
});

async function verifying(databaseUrl: string) {
  const records = await storedRecords(databaseUrl);
  const sample = sampleChain(verifiedInMemory);
  const sampleRecords = sample.map((row) => row.record);
  const stored: Round[] = [];
  const inMemory: Round[] = [];
  for (let round = 0; round < rounds; round++) {
    stored.push({
      ours: records.length / (await secondsOf(() => verifyStored(databaseUrl, records.length))),
      reference: records.length / (await secondsOf(async () => hashRecords(records))),
    });
    inMemory.push({
      ours: sample.length / (await secondsOf(async () => verifyRows(sample))),
      reference: sample.length / (await secondsOf(async () => hashRecords(sampleRecords))),
    });
  }
  const common = { better: "more", reference: "bare SHA-256" } as const;
  return [
    { what: "events verified/s, in memory", rounds: inMemory, ...common },
    { what: "events verified/s, from the database", rounds: stored, ...common },
  ];
}

async function verifyStored(databaseUrl: string, events: number): Promise<void> {
  const verdict = await verifyDatabase(databaseUrl);
  if (!verdict.good) throw new Error(`the bench's own audit chain is not good: ${verdict.first.problem}`);
  if (verdict.events !== BigInt(events)) throw new Error("not every event of the audit chain was verified");
}

async function storedRecords(databaseUrl: string): Promise<Uint8Array[]> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    const { rows } = await client.query<{ record: Uint8Array }>('SELECT record FROM "AuditEvent" ORDER BY position');
    return rows.map((row) => row.record);
  } finally {
    await client.end();
  }
}

/** How often the work ends in a second, done by all writers at once. */
async function perSecond(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  let done = 0;
  const write = async () => {
    while (performance.now() - started < writeMs) {
      await work();
      done++;
    }
  };
  await Promise.all(Array.from({ length: writers }, write));
  return (done * 1000) / (performance.now() - started);
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}
