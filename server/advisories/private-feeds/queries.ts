import type { ContactViewer } from "@/server/access/permissions";
import { database } from "@/server/platform/database";

export interface FeedView {
  readonly id: string;
  readonly createdAt: Date;
  /** To the minute. */
  readonly lastUsedAt: Date | null;
}

/** The contact's own that still open, the newest first. */
export function listFeeds({ contact: { membershipId } }: ContactViewer): Promise<FeedView[]> {
  return database().feedToken.findMany({
    where: { membershipId, revokedAt: null },
    select: { id: true, createdAt: true, lastUsedAt: true },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
}
