/**
 * Builds the security pack's documents from the content pack alone. Which documents a publisher has follows from what
 * its pack holds. The same pack gives the same bytes at any time, until one of the pack's own dates passes.
 */
import type { Pack } from "@/server/content/pack";
import type { DocumentKind } from "@/server/platform/generated/prisma/enums";
import { buildAnnexIndex } from "@/server/vault/built/annex-index";
import { buildArchitecture } from "@/server/vault/built/architecture";
import { buildControlMatrix } from "@/server/vault/built/control-matrix";
import { buildLifeCycle } from "@/server/vault/built/life-cycle";
import { buildRegister } from "@/server/vault/built/register";
import { sourceOf } from "@/server/vault/built/source";
import { buildToms } from "@/server/vault/built/toms";

export interface BuiltDocument {
  /** The same in every version. */
  readonly slug: string;
  readonly title: string;
  /** One sentence of plain text. */
  readonly description: string;
  readonly kind: DocumentKind;
  /** Lower comes first. */
  readonly position: number;
  /** ASCII, with the version of the publisher's document. */
  readonly fileName: string;
  readonly pdf: Uint8Array;
}

const builders = [
  buildArchitecture,
  buildToms,
  buildControlMatrix,
  buildLifeCycle,
  buildAnnexIndex,
  buildRegister,
] as const;

/** `at` decides only whether the pack's target and review dates have passed. In order of position. */
export async function buildDocuments(pack: Pack, at: Date): Promise<BuiltDocument[]> {
  const source = sourceOf(pack);
  const documents: BuiltDocument[] = [];
  for (const [index, build] of builders.entries()) {
    const draft = build({ pack, source, at });
    if (draft === null) continue;
    const { slug, title, description, kind, source: own, pdf } = draft;
    const fileName = `${pack.name}-${slug}-${own.page.meta.version}.pdf`;
    documents.push({ slug, title, description, kind, position: (index + 1) * 10, fileName, pdf: await pdf.finish() });
  }
  return documents;
}
