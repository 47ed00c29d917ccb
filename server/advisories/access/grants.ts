/** The accounts that an advisory of a named circle is shown to: chosen by staff, one at a time, until it is ended. */
import { Refusal } from "@/server/access/refusal";
import type { EndInput, ShowInput } from "@/server/advisories/access/schema";
import { isForNamed } from "@/server/advisories/policy";
import { recordEvent } from "@/server/audit/events";
import type { Pack } from "@/server/content/pack";
import { type Database, isDuplicate } from "@/server/platform/database";

/** @param staffId who shows it @throws Refusal for what is no advisory of a named circle, or is shown to the account already */
export async function showAdvisory(
  database: Database,
  { name: publisher, advisories }: Pick<Pack, "name" | "advisories">,
  staffId: string,
  { advisoryId, accountId }: ShowInput,
  at: Date,
): Promise<void> {
  const advisory = advisories.find(({ meta }) => meta.id === advisoryId);
  if (advisory === undefined || !isForNamed(advisory.meta, at))
    throw new Refusal((words) => words("restricted.refused.notNamed"));
  try {
    await database.$transaction(async (transaction) => {
      const account = await transaction.account.findFirst({ where: { id: accountId, closedAt: null } });
      if (account === null) throw new Refusal((words) => words("restricted.refused.account"), "accountId");
      const { id } = await transaction.advisoryGrant.create({
        data: { publisher, advisoryId, accountId, grantedById: staffId },
        select: { id: true },
      });
      await recordEvent(transaction, {
        kind: "advisory.shown",
        actorId: staffId,
        accountId,
        subjectId: id,
        details: { advisory: advisoryId },
      });
    });
  } catch (error) {
    if (isDuplicate(error)) throw new Refusal((words) => words("restricted.refused.already"), "accountId");
    throw error;
  }
}

/** From now on it is absent for the account, in the portal and in every feed of its contacts. */
export async function endAdvisory(
  database: Database,
  publisher: string,
  staffId: string,
  { advisoryId, grantId }: EndInput,
): Promise<void> {
  await database.$transaction(async (transaction) => {
    const { count } = await transaction.advisoryGrant.updateMany({
      where: { id: grantId, publisher, advisoryId, endedAt: null },
      data: { endedById: staffId },
    });
    if (count === 0) throw new Refusal((words) => words("restricted.refused.ended"));
    const { accountId } = await transaction.advisoryGrant.findUniqueOrThrow({ where: { id: grantId } });
    await recordEvent(transaction, {
      kind: "advisory.hidden",
      actorId: staffId,
      accountId,
      subjectId: grantId,
      details: { advisory: advisoryId },
    });
  });
}
