/** Signed records as their readers see them: the account its own, staff with the right all. Each reading is an audit event. */
import type { ContactViewer } from "@/server/access/permissions";
import type { Viewer } from "@/server/access/viewer";
import type { SignatureEvidence } from "@/server/agreements/schema";
import { accountKey, openEvidence } from "@/server/agreements/sealed-evidence";
import { recordEvent } from "@/server/audit/events";
import { database } from "@/server/platform/database";
import type { StoredFile } from "@/server/platform/generated/prisma/client";

export interface SignedRecord {
  readonly fileName: string;
  readonly file: StoredFile;
}

export const findAccountRecord = (viewer: ContactViewer, signatureId: string) =>
  findRecord(viewer, { id: signatureId, accountId: viewer.contact.accountId });

export const findRecordForStaff = (viewer: Viewer, signatureId: string) => findRecord(viewer, { id: signatureId });

async function findRecord(viewer: Viewer, where: { id: string; accountId?: string }): Promise<SignedRecord | null> {
  const row = await database().signature.findFirst({
    where: { ...where, record: { isNot: null } },
    include: { agreementVersion: true, record: { include: { file: true } } },
  });
  if (row === null || row.record === null) return null;
  const { accountId, agreementVersion, record } = row;
  await database().$transaction(async (transaction) =>
    recordEvent(transaction, {
      kind: "agreement.record-read",
      actorId: viewer.personId,
      accountId,
      subjectId: row.id,
      dataKeyId: await accountKey(transaction, accountId),
      details: { email: viewer.contact === null ? "the publisher's staff" : viewer.email },
    }),
  );
  return {
    fileName: `NDA ${agreementVersion.version} signed ${row.signedAt.toISOString().slice(0, 10)}.pdf`,
    file: record.file,
  };
}

export interface SignatureView {
  readonly id: string;
  readonly accountId: string;
  readonly accountName: string;
  readonly version: string;
  readonly specimen: boolean;
  readonly signedAt: Date;
  readonly authenticatedAt: Date;
  readonly textSha256: string;
  /** Null where the account's data was erased. */
  readonly evidence: SignatureEvidence | null;
  readonly superseded: boolean;
  /** Null while the sealed record is being made. */
  readonly record: {
    readonly sealedAt: Date;
    readonly level: string;
    readonly sha256: string;
    /** The stored file did not verify when it was last read. */
    readonly damaged: boolean;
  } | null;
  readonly chainPosition: bigint | null;
}

/** @param where bound to an account by the caller's right, or every account for staff */
async function listSignatures(
  where: { accountId?: string; id?: string },
  take: number,
  before?: string,
): Promise<SignatureView[]> {
  const rows = await database().signature.findMany({
    where,
    orderBy: [{ signedAt: "desc" }, { id: "desc" }],
    take,
    include: {
      account: true,
      agreementVersion: true,
      record: { include: { file: true } },
      auditEvent: true,
      supersededBy: { select: { id: true } },
    },
    ...(before === undefined ? {} : { cursor: { id: before }, skip: 1 }),
  });
  return Promise.all(
    rows.map(async (row) => ({
      id: row.id,
      accountId: row.accountId,
      accountName: row.account.legalName,
      version: row.agreementVersion.version,
      specimen: row.agreementVersion.specimen,
      signedAt: row.signedAt,
      authenticatedAt: row.authenticatedAt,
      textSha256: Buffer.from(row.textSha256).toString("hex"),
      evidence: await openEvidence(database(), row),
      superseded: row.supersededBy !== null,
      record: row.record && {
        sealedAt: row.record.sealedAt,
        level: row.record.level,
        sha256: Buffer.from(row.record.file.sha256).toString("hex"),
        damaged: row.record.file.damagedAt !== null,
      },
      chainPosition: row.auditEvent.position,
    })),
  );
}

export const listAccountSignatures = (viewer: ContactViewer): Promise<SignatureView[]> =>
  listSignatures({ accountId: viewer.contact.accountId }, 50);

/** One account's, for staff with `signature:read`; the page asks for that permission. */
export const listSignaturesOf = (accountId: string): Promise<SignatureView[]> => listSignatures({ accountId }, 50);

/** For staff with `signature:read`; the pages ask for that permission. */
export const listAllSignatures = (before?: string): Promise<SignatureView[]> => listSignatures({}, 50, before);

/** For staff: who signed, in person, shows to whoever may read the record itself. */
export function maskSignatory(signature: SignatureView): SignatureView {
  const { evidence } = signature;
  return { ...signature, evidence: evidence && { ...evidence, name: "masked", title: "masked", email: "masked" } };
}

export async function readSignature(id: string): Promise<SignatureView | null> {
  return (await listSignatures({ id }, 1))[0] ?? null;
}
