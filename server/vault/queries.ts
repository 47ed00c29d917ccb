/** What a contact sees of the pack. Every query is bound to the contact's account and standing; what is hidden is absent. */
import type { ContactViewer } from "@/server/access/permissions";
import { type AgreementStanding, agreementStanding } from "@/server/agreements/standing";
import { database, type Transaction } from "@/server/platform/database";
import type { Prisma } from "@/server/platform/generated/prisma/client";
import type { DocumentKind } from "@/server/platform/generated/prisma/enums";
import { readableClasses, type VersionState, versionState } from "@/server/vault/policy";

export interface PackDocument {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly kind: DocumentKind;
  readonly version: number;
  readonly validFrom: Date;
  readonly validUntil: Date | null;
  readonly state: VersionState;
  readonly fileName: string;
  readonly pages: number | null;
  readonly bytes: number;
  /** Of the original, hexadecimal: a marked copy has another hash. */
  readonly sha256: string;
  readonly sendable: boolean;
}

export interface PackView extends AgreementStanding {
  readonly documents: readonly PackDocument[];
  /** The kinds of document that open with the agreement, and how many there are of each; no titles. */
  readonly lockedKinds: readonly DocumentKind[];
}

/** Documents in whose `where` stands who may read them: absent and forbidden are the same. */
export function readableBy(
  publisher: string,
  viewer: ContactViewer,
  standing: AgreementStanding["standing"],
): Prisma.DocumentWhereInput {
  const { accountId } = viewer.contact;
  return {
    publisher,
    withdrawnAt: null,
    OR: readableClasses(standing).map((each) =>
      each === "named_accounts" ? { class: each, grants: { some: { accountId } } } : { class: each },
    ),
  };
}

export const newestVersion = (at: Date) =>
  ({
    where: { withdrawnAt: null, validFrom: { lte: at } },
    orderBy: { number: "desc" },
    take: 1,
    include: { file: true },
  }) satisfies Prisma.Document$versionsArgs;

export async function readPack(publisher: string, viewer: ContactViewer, at: Date): Promise<PackView> {
  const standing = await agreementStanding(database(), publisher, viewer.contact, at);
  const rows = await database().document.findMany({
    where: readableBy(publisher, viewer, standing.standing),
    include: { versions: newestVersion(at) },
    orderBy: [{ position: "asc" }, { title: "asc" }],
    take: 500,
  });
  const documents = rows.flatMap(({ versions, ...document }) =>
    versions.map((version) => shape(document, version, at)),
  );
  return {
    ...standing,
    documents,
    lockedKinds: standing.standing === "ready" ? [] : await lockedKinds(database(), publisher),
  };
}

type VersionRow = Prisma.DocumentVersionGetPayload<{ include: { file: true } }>;

function shape(document: Prisma.DocumentGetPayload<object>, version: VersionRow, at: Date): PackDocument {
  const state = versionState({ ...version, damagedAt: version.file.damagedAt }, at);
  const markable = version.file.mediaType === "application/pdf";
  return {
    id: document.id,
    title: document.title,
    description: document.description,
    kind: document.kind,
    version: version.number,
    validFrom: version.validFrom,
    validUntil: version.validUntil,
    state,
    fileName: version.fileName,
    pages: version.pages,
    bytes: Number(version.file.bytes),
    sha256: Buffer.from(version.file.sha256).toString("hex"),
    sendable: state === "current" && (markable || document.unmarkable === "send_unmarked"),
  };
}

/** Only of documents for every signed account: that an account is named for something is for that account alone. */
async function lockedKinds(transaction: Transaction, publisher: string): Promise<DocumentKind[]> {
  const rows = await transaction.document.findMany({
    where: { publisher, withdrawnAt: null, class: "nda", versions: { some: { withdrawnAt: null } } },
    distinct: ["kind"],
    select: { kind: true },
    orderBy: { kind: "asc" },
  });
  return rows.map((row) => row.kind);
}
