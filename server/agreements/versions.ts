/** The agreement's versions: the content pack publishes them, the database remembers each with its text for good. */
import { recordEvent } from "@/server/audit/events";
import type { Agreement } from "@/server/content/agreement";
import type { Pack } from "@/server/content/pack";
import { bytes, type Database, isDuplicate } from "@/server/platform/database";
import type { AgreementVersion } from "@/server/platform/generated/prisma/client";
import { sha256 } from "@/server/platform/ids";

/** A version's text was changed after it was published: people may have signed it. */
export class AgreementChanged extends Error {
  override name = "AgreementChanged";
}

/** Remembers versions that the pack publishes anew. @throws AgreementChanged naming the file and the mend */
export async function importAgreements(database: Database, pack: Pack): Promise<void> {
  // The oldest first: of versions with the same date, the one imported last is in force.
  for (const agreement of pack.agreements.toReversed()) {
    const key = { publisher: pack.name, kind: agreement.meta.kind, version: agreement.meta.version };
    const known = await database.agreementVersion.findUnique({ where: { publisher_kind_version: key } });
    if (known === null) await importOne(database, key, agreement);
    else if (!Buffer.from(known.templateSha256).equals(sha256(agreement.text)))
      throw new AgreementChanged(
        `${agreement.file}: the text of version ${key.version} is not the one published before. Restore it and publish the new text as a new version.`,
      );
  }
}

async function importOne(
  database: Database,
  key: { publisher: string; kind: string; version: string },
  agreement: Agreement,
): Promise<void> {
  const { acceptsEarlier, specimen, effectiveDate } = agreement.meta;
  try {
    await database.$transaction(async (transaction) => {
      const made = await transaction.agreementVersion.create({
        data: {
          ...key,
          acceptsEarlier,
          specimen,
          effectiveDate: new Date(effectiveDate),
          template: agreement.text,
          templateSha256: bytes(sha256(agreement.text)),
        },
      });
      await recordEvent(transaction, {
        kind: "agreement.imported",
        actorId: null,
        subjectId: made.id,
        details: { version: key.version, specimen },
      });
    });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
  }
}

/** Versions in force at a moment, the newest first. */
export async function versionsInForce(
  database: Pick<Database, "agreementVersion">,
  publisher: string,
  at: Date,
): Promise<AgreementVersion[]> {
  return database.agreementVersion.findMany({
    where: { publisher, kind: "nda", effectiveDate: { lte: at } },
    orderBy: [{ effectiveDate: "desc" }, { importedAt: "desc" }],
  });
}
