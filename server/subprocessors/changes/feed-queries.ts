import { database } from "@/server/platform/database";
import { type ChangeSummary, summaryColumns, summaryOf } from "@/server/subprocessors/changes/queries";
import { entryOf } from "@/server/subprocessors/changes/rows";
import type { RegisterEntry } from "@/server/subprocessors/register";

/** A feed is read again and again: who wants more has the pages. */
const most = 100;

export interface FeedChange extends ChangeSummary {
  readonly noticedAt: Date;
  readonly effectiveAt: Date;
  /** What the register says from then on; null for a removal. */
  readonly entry: RegisterEntry | null;
  readonly reasons: string;
  readonly alternatives: string;
  readonly withdrawnReason: string | null;
  /** When its state last moved. */
  readonly updated: Date;
}

export interface FeedChanges {
  /** Whose state moved last comes first. */
  readonly changes: readonly FeedChange[];
  /** Null where no register is kept yet. */
  readonly keptSince: Date | null;
}

/** The changes that customers were told of. What nobody was told of is the publisher's own, withdrawn or not. */
export async function feedChanges(publisher: string): Promise<FeedChanges> {
  const [register, rows] = await Promise.all([
    database().register.findUnique({ where: { publisher }, select: { madeAt: true } }),
    database().subProcessorChange.findMany({
      where: { publisher, noticedAt: { not: null }, effectiveAt: { not: null } },
      orderBy: [{ noticedAt: "desc" }, { id: "desc" }],
      take: most,
      select: {
        ...summaryColumns,
        ...{ slug: true, role: true, purpose: true, dataCategories: true, location: true, transferMechanism: true },
        ...{ certifications: true, since: true, reasons: true, alternatives: true },
        ...{ tookEffectAt: true, withdrawnReason: true },
      },
    }),
  ]);
  const changes = rows.flatMap((row): FeedChange[] => {
    const { noticedAt, effectiveAt, tookEffectAt, withdrawnAt, reasons, alternatives, withdrawnReason } = row;
    if (noticedAt === null || effectiveAt === null) return [];
    const entry = row.kind === "removal" ? null : entryOf(row.slug, row);
    const updated = withdrawnAt ?? tookEffectAt ?? noticedAt;
    return [{ ...summaryOf(row), noticedAt, effectiveAt, entry, reasons, alternatives, withdrawnReason, updated }];
  });
  return {
    changes: changes.toSorted((one, other) => other.updated.getTime() - one.updated.getTime()),
    keptSince: register?.madeAt ?? null,
  };
}
