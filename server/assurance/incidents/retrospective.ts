/** The draft of a closed incident's retrospective, as staff download it. That it was stands in the log. */
import { may } from "@/server/access/permissions";
import type { Viewer } from "@/server/access/viewer";
import { dutyFacts } from "@/server/assurance/incidents/duty-facts";
import { recordOf } from "@/server/assurance/incidents/find-incident";
import { draftId, retrospectiveDraft } from "@/server/assurance/incidents/retrospective-draft";
import { openDescription, openPart } from "@/server/assurance/incidents/sealed-incident";
import type { Pack } from "@/server/content/pack";
import { database } from "@/server/platform/database";

export interface DraftFile {
  /** `AGSA-2026-7F3K9Q.mdx`: the name that the pack wants. */
  readonly name: string;
  readonly text: string;
}

/** @returns null where there is none for this viewer: the incident is open, or what it said was erased */
export async function readRetrospectiveDraft(viewer: Viewer, pack: Pack, id: string): Promise<DraftFile | null> {
  if (!may(viewer, "incident:handle")) return null;
  const row = await database().incident.findFirst({
    where: { id, publisher: pack.name, closedAt: { not: null } },
    include: {
      updates: { orderBy: { number: "asc" } },
      accounts: { select: { account: { select: { legalName: true } } } },
    },
  });
  const described = row && (await openDescription(database(), row));
  if (row === null || described === null || row.closedAt === null) return null;
  const updates = await Promise.all(
    row.updates.map(async ({ id: update, number, createdAt, sealed }) => ({
      ...{ number, createdAt },
      text: (await openPart(database(), row, `update/${update}`, sealed)) ?? "",
    })),
  );
  const facts = {
    ...{ publisherName: pack.publisher.names.short, knownIds: pack.advisories.map(({ meta }) => meta.id), updates },
    incident: { ...row, ...described, closedAt: row.closedAt },
    notifiedAt: (await dutyFacts(database(), [row])).get(id)?.customersToldAt ?? null,
    customers: row.accounts.map(({ account }) => account.legalName),
  };
  await database().$transaction((transaction) => recordOf(transaction, { viewer }, row, "incident.draft-read"));
  return { name: `${draftId(facts)}.mdx`, text: retrospectiveDraft(facts) };
}
