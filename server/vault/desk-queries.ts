/** Documents as staff see them. */
import { may } from "@/server/access/permissions";
import type { Viewer } from "@/server/access/viewer";
import { database } from "@/server/platform/database";
import type {
  DocumentClass,
  DocumentKind,
  DocumentSource,
  UnmarkablePolicy,
} from "@/server/platform/generated/prisma/enums";
import { type VersionState, versionState } from "@/server/vault/policy";

export interface DeskDocument {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly kind: DocumentKind;
  readonly class: DocumentClass;
  readonly source: DocumentSource;
  readonly unmarkable: UnmarkablePolicy;
  readonly versions: readonly DeskVersion[];
}

export interface DeskVersion {
  readonly id: string;
  readonly number: number;
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly pages: number | null;
  readonly sha256: string;
  readonly validFrom: Date;
  readonly validUntil: Date | null;
  readonly createdAt: Date;
  readonly state: VersionState;
  readonly withdrawnReason: string | null;
  readonly downloads: number;
}

export interface DeskDocumentDetail extends DeskDocument {
  readonly namedAccounts: readonly { readonly id: string; readonly legalName: string; readonly since: Date }[];
}

const versions = { orderBy: { number: "desc" }, include: { file: true, _count: { select: { items: true } } } } as const;

export async function listDocuments(viewer: Viewer, publisher: string, at: Date): Promise<DeskDocument[]> {
  if (!may(viewer, "document:read")) return [];
  const rows = await database().document.findMany({
    where: { publisher, withdrawnAt: null },
    include: { versions: { ...versions, take: 1 } },
    orderBy: [{ position: "asc" }, { title: "asc" }],
    take: 500,
  });
  return rows.map((row) => ({ ...row, versions: row.versions.map((version) => shape(version, at)) }));
}

export async function readDocument(
  viewer: Viewer,
  publisher: string,
  id: string,
  at: Date,
): Promise<DeskDocumentDetail | null> {
  if (!may(viewer, "document:read")) return null;
  const row = await database().document.findFirst({
    where: { id, publisher, withdrawnAt: null },
    include: {
      versions: { ...versions, take: 100 },
      grants: { include: { account: true }, orderBy: { createdAt: "asc" } },
    },
  });
  if (row === null) return null;
  return {
    ...row,
    versions: row.versions.map((version) => shape(version, at)),
    namedAccounts: row.grants.map(({ account, createdAt }) => ({
      id: account.id,
      legalName: account.legalName,
      since: createdAt,
    })),
  };
}

interface VersionRow {
  id: string;
  number: number;
  fileName: string;
  pages: number | null;
  validFrom: Date;
  validUntil: Date | null;
  createdAt: Date;
  withdrawnAt: Date | null;
  withdrawnReason: string | null;
  file: { mediaType: string; bytes: bigint; sha256: Uint8Array; damagedAt: Date | null };
  _count: { items: number };
}

function shape(row: VersionRow, at: Date): DeskVersion {
  const { id, number, fileName, pages, validFrom, validUntil, createdAt, withdrawnReason, file } = row;
  return {
    ...{ id, number, fileName, pages, validFrom, validUntil, createdAt, withdrawnReason },
    mediaType: file.mediaType,
    bytes: Number(file.bytes),
    sha256: Buffer.from(file.sha256).toString("hex"),
    state: versionState({ ...row, damagedAt: file.damagedAt }, at),
    downloads: row._count.items,
  };
}

/** Versions that nobody can be sent although they should: staff act on these. */
export async function countDamaged(viewer: Viewer, publisher: string): Promise<number> {
  if (!may(viewer, "document:read")) return 0;
  return database().documentVersion.count({
    where: { withdrawnAt: null, document: { publisher, withdrawnAt: null }, file: { damagedAt: { not: null } } },
  });
}
