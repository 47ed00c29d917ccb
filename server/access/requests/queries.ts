import { may } from "@/server/access/permissions";
import { openRequest, type RequestDetails } from "@/server/access/requests/sealed-request";
import type { Viewer } from "@/server/access/viewer";
import { isFreemail } from "@/server/accounts/email";
import { database } from "@/server/platform/database";
import type { AccessRequestState } from "@/server/platform/generated/prisma/enums";
import { sha256 } from "@/server/platform/ids";

export interface RequestSummary extends RequestDetails {
  readonly id: string;
  readonly state: AccessRequestState;
  readonly domain: string;
  readonly createdAt: Date;
  readonly confirmedAt: Date | null;
  readonly decidedAt: Date | null;
}

export interface RequestDetail extends RequestSummary {
  readonly freemail: boolean;
  /** The person's access was ended before: nobody lets them in but staff. */
  readonly revokedBefore: boolean;
  readonly matchingAccountId: string | null;
  /** Where the person was let in. */
  readonly account: { readonly id: string; readonly legalName: string } | null;
}

const pageSize = 50;

/** @param before the last row's id of the page before */
export async function listRequests(
  viewer: Viewer,
  kind: "waiting" | "decided",
  before?: string,
): Promise<RequestSummary[]> {
  if (!may(viewer, "request:decide")) return [];
  const rows = await database().accessRequest.findMany({
    where: { state: kind === "waiting" ? "waiting" : { in: ["approved", "declined", "let_in"] } },
    orderBy: kind === "waiting" ? [{ confirmedAt: "asc" }, { id: "asc" }] : [{ decidedAt: "desc" }, { id: "desc" }],
    take: pageSize,
    ...(before === undefined ? {} : { cursor: { id: before }, skip: 1 }),
  });
  return Promise.all(rows.map(async (row) => ({ ...(await openRequest(database(), row)), ...facts(row) })));
}

export async function countWaiting(viewer: Viewer): Promise<number> {
  return may(viewer, "request:decide") ? database().accessRequest.count({ where: { state: "waiting" } }) : 0;
}

export async function readRequest(viewer: Viewer, id: string): Promise<RequestDetail | null> {
  if (!may(viewer, "request:decide")) return null;
  const row = await database().accessRequest.findFirst({ where: { id, state: { not: "unconfirmed" } } });
  if (row === null) return null;
  const person = await database().person.findUnique({
    where: { emailIndex: row.emailIndex },
    select: { memberships: { select: { revokedAt: true } } },
  });
  const match = await database().accountDomain.findUnique({ where: { domain: row.domain } });
  return {
    ...(await openRequest(database(), row)),
    ...facts(row),
    freemail: isFreemail(row.domain),
    revokedBefore: person?.memberships.some((each) => each.revokedAt !== null) ?? false,
    matchingAccountId: match?.accountId ?? null,
    account:
      row.accountId === null
        ? null
        : await database().account.findUnique({ where: { id: row.accountId }, select: { id: true, legalName: true } }),
  };
}

/** What will be confirmed, for whoever holds the mailed link: somebody else may have typed it. */
export async function previewRequest(token: string, at: Date): Promise<RequestDetails | null> {
  const link = await database().mailedLink.findFirst({
    where: { tokenHash: sha256(token), purpose: "confirm_request", usedAt: null, expiresAt: { gt: at } },
    include: { accessRequest: true },
  });
  return link?.accessRequest ? openRequest(database(), link.accessRequest) : null;
}

function facts(row: {
  id: string;
  state: AccessRequestState;
  domain: string;
  createdAt: Date;
  confirmedAt: Date | null;
  decidedAt: Date | null;
}) {
  const { id, state, domain, createdAt, confirmedAt, decidedAt } = row;
  return { id, state, domain, createdAt, confirmedAt, decidedAt };
}
