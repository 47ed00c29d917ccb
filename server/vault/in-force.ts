/** Which versions are in force of documents that every account can come to read. */
import type { Database } from "@/server/platform/database";
import { versionState } from "@/server/vault/policy";
import { newestVersion } from "@/server/vault/queries";

export interface DocumentInForce {
  readonly id: string;
  readonly version: number;
}

/** Of each document the newest. One for named accounts is not among them: that there is one is for those alone. */
export async function documentsInForce(database: Database, publisher: string, at: Date): Promise<DocumentInForce[]> {
  const rows = await database.document.findMany({
    where: { publisher, withdrawnAt: null, class: { in: ["public", "nda"] } },
    select: { id: true, versions: newestVersion(at) },
    orderBy: { id: "asc" },
  });
  return rows.flatMap(({ id, versions }) =>
    versions
      .filter((version) => versionState({ ...version, damagedAt: version.file.damagedAt }, at) === "current")
      .map(({ number }) => ({ id, version: number })),
  );
}
