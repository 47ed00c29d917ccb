/** Makes the sealed proof of a notice to an account, as it stands when it is asked for. */
import type { Viewer } from "@/server/access/viewer";
import { accountKey } from "@/server/agreements/sealed-evidence";
import { chainEvent, recordEvent } from "@/server/audit/events";
import { auditKinds } from "@/server/audit/kinds";
import type { Pack } from "@/server/content/pack";
import { keyService } from "@/server/keys/keys";
import { type ProofFacts, proofPdf } from "@/server/notices/received/proof-pdf";
import { readAccountNotice } from "@/server/notices/received/queries";
import type { Database } from "@/server/platform/database";
import { Turns } from "@/server/platform/turns";
import { sealPdf } from "@/server/seal/pades";
import type { TimestampAuthority } from "@/server/seal/timestamp-authority";

/** Setting and sealing takes a processor for a second: one at a time in a process. */
const turns = new Turns(1);

export interface ProofWanted {
  readonly viewer: Viewer;
  readonly accountId: string;
  readonly noticeId: string;
}

/** @returns null where there is no such notice to this account @throws where the time-stamp authority does not answer: the seal is never downgraded */
export async function makeProof(
  database: Database,
  pack: Pack,
  timestampAuthority: TimestampAuthority | undefined,
  wanted: ProofWanted,
  at: Date,
): Promise<Uint8Array | null> {
  const facts = await collectFacts(database, pack, wanted, at);
  if (facts === null) return null;
  const leave = await turns.take();
  try {
    return await sealPdf(await proofPdf(facts), {
      sealer: await (await keyService()).sealer(),
      name: facts.publisherName,
      reason: `Proof of notice ${wanted.noticeId}`,
      sealedAt: at,
      ...(timestampAuthority === undefined ? {} : { timestampAuthority }),
    });
  } finally {
    leave();
  }
}

async function collectFacts(
  database: Database,
  pack: Pack,
  { viewer, accountId, noticeId }: ProofWanted,
  at: Date,
): Promise<ProofFacts | null> {
  const notice = await readAccountNotice(pack.name, noticeId, accountId);
  if (notice === null) return null;
  const account = await database.account.findUniqueOrThrow({ where: { id: accountId } });
  const change = notice.change && (await database.subProcessorChange.findUnique({ where: { id: notice.change.id } }));
  const proofEvent = await database.$transaction(async (transaction) =>
    recordEvent(transaction, {
      ...{ kind: "notice.proof-made", actorId: viewer.personId, accountId, subjectId: noticeId },
      dataKeyId: await accountKey(transaction, accountId),
      details: { email: viewer.contact === null ? "the publisher's staff" : viewer.email },
    }),
  );
  const chainPosition = await chainEvent(database, proofEvent);
  // Read after that, so that each of them has its place.
  const events = await database.auditEvent.findMany({
    where: { accountId, subjectId: noticeId, kind: { not: "notice.proof-made" } },
    orderBy: { sequence: "asc" },
    take: 100,
  });
  const { leafHash } = await database.auditEvent.findUniqueOrThrow({ where: { id: proofEvent } });
  return {
    ...{ accountId, notice, chainPosition, madeAt: at },
    publisherName: pack.publisher.names.legal,
    accent: pack.publisher.accent,
    accountName: account.legalName,
    noticeDays: change?.noticeDays ?? null,
    leafHash: Buffer.from(leafHash ?? []).toString("hex"),
    events: events.map((event) => ({ label: labelOf(event.kind), at: event.at, position: event.position })),
  };
}

const labels: Readonly<Record<string, string>> = auditKinds;
const labelOf = (kind: string) => labels[kind] ?? kind;
