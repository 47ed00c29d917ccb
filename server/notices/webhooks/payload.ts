/** What is sent, built at the time of sending from the row that it is about: `{ type, timestamp, data }`, thin. */
import type { Transaction } from "@/server/platform/database";
import { settings } from "@/server/platform/env";
import type { WebhookDelivery } from "@/server/platform/generated/prisma/client";

type Recorded = Pick<WebhookDelivery, "type" | "subjectId" | "data" | "createdAt">;

/** The same bytes at each attempt: a change is frozen before anybody is told of it. */
export async function payloadOf(
  transaction: Transaction,
  { type, subjectId, data, createdAt }: Recorded,
): Promise<string> {
  const facts = type.startsWith("subprocessor-change.") ? await changeFacts(transaction, type, subjectId) : data;
  const known = typeof facts === "object" && facts !== null && !Array.isArray(facts) ? facts : {};
  return JSON.stringify({ type, timestamp: createdAt.toISOString(), data: { id: subjectId, ...known } });
}

/** Public facts alone. `state` is what the event tells, not what the change has come to since. */
async function changeFacts(transaction: Transaction, type: string, id: string) {
  const change = await transaction.subProcessorChange.findUniqueOrThrow({
    where: { id },
    select: { kind: true, name: true, noticedAt: true, effectiveAt: true },
  });
  return {
    kind: change.kind,
    state: type.slice(type.indexOf(".") + 1),
    subProcessor: change.name,
    noticedAt: change.noticedAt?.toISOString() ?? null,
    effectiveAt: change.effectiveAt?.toISOString() ?? null,
    url: new URL(`/subprocessors/changes/${id}`, settings().publicUrl).href,
  };
}
