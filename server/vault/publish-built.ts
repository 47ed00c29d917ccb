/** Keeps the pack's built documents up to date: a new version is published only where the bytes differ from the newest one. */
import { createHash } from "node:crypto";
import type { Pack } from "@/server/content/pack";
import type { Database } from "@/server/platform/database";
import { keepFile, onePiece } from "@/server/storage/stored-files";
import { type BuiltDocument, buildDocuments } from "@/server/vault/built/build-documents";
import { pdfEngine } from "@/server/vault/engine";
import { inspectPdf } from "@/server/vault/marking/inspect";
import { documentLimits } from "@/server/vault/policy";
import { publishVersion } from "@/server/vault/publishing";

/** @returns the titles of what was published now */
export async function publishBuiltDocuments(database: Database, pack: Pack, at: Date): Promise<string[]> {
  const published: string[] = [];
  for (const built of await buildDocuments(pack, at))
    if (await publishOne(database, pack.name, built, at)) published.push(built.title);
  return published;
}

async function publishOne(database: Database, publisher: string, built: BuiltDocument, at: Date): Promise<boolean> {
  const { slug, title, description, kind, position, fileName, pdf } = built;
  const facts = { title, description, kind, position };
  const document = await database.document.upsert({
    where: { publisher_slug: { publisher, slug } },
    create: { publisher, slug, ...facts, class: "nda", source: "built" },
    update: facts,
  });
  const newest = await database.documentVersion.findFirst({
    where: { documentId: document.id },
    orderBy: { number: "desc" },
    include: { file: true },
  });
  const sha256 = createHash("sha256").update(pdf).digest();
  const same = newest !== null && newest.file.damagedAt === null && sha256.equals(newest.file.sha256);
  if (document.withdrawnAt !== null || same) return false;
  const inspection = await inspectPdf(pdf, {
    engine: await pdfEngine(),
    limits: { ...documentLimits, bytes: documentLimits.pdfBytes },
  });
  if (!inspection.accepted) throw new Error(`The built document ${slug} was refused: ${inspection.reason}`);
  const { pages } = inspection;
  const file = await keepFile(onePiece(pdf), `document/${document.id}`, "application/pdf", documentLimits.pdfBytes);
  await publishVersion(database, {
    documentId: document.id,
    file,
    fileName,
    pages,
    validFrom: at,
    validUntil: null,
    actorId: null,
  });
  return true;
}
