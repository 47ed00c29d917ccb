/**
 * Publishing advisories: what an audience may see from now on is written down, and its notice begins in the same
 * transaction. Then accounts and subscribers are told, and once a day those who chose a digest. Each step goes on where it
 * was left, and any number of servers may take it at once.
 */
import { publicAddress } from "@/server/advisories/publication/addresses";
import { sendDigests } from "@/server/advisories/publication/digest";
import { type Due, duePublications } from "@/server/advisories/publication/due";
import { choosableSeverity } from "@/server/advisories/publication/severity";
import { listAdvisorySubscribers } from "@/server/advisories/publication/subscribers";
import { tellAccountsOfAdvisories } from "@/server/advisories/publication/tell-accounts";
import { publicMail } from "@/server/advisories/publication/wording";
import { recordEvent } from "@/server/audit/events";
import type { Pack } from "@/server/content/pack";
import { beginNotice } from "@/server/notices/begin-notice";
import { recordWebhookEvent } from "@/server/notices/webhooks/record-event";
import type { Database, Transaction } from "@/server/platform/database";
import { newId } from "@/server/platform/ids";
import { errorFields, log } from "@/server/platform/log";

/** @returns how many publications were made by this call */
export async function publishAdvisories(database: Database, pack: Pack, at: Date): Promise<number> {
  const count = await publishDue(database, pack, at);
  await sendDigests(database, pack, at);
  await tellAccountsOfAdvisories(database, pack, at);
  // After the accounts: whoever is told for one hears of it once.
  await listAdvisorySubscribers(database, pack.name);
  return count;
}

async function publishDue(database: Database, pack: Pack, at: Date): Promise<number> {
  const published = await database.advisoryPublication.findMany({
    where: { publisher: pack.name },
    select: { advisoryId: true, revision: true, audience: true },
  });
  let count = 0;
  for (const due of duePublications(pack.advisories, published, at)) {
    try {
      count += (await database.$transaction((each) => publishOne(each, pack, due))) ? 1 : 0;
    } catch (error) {
      // One that cannot be published holds up no other.
      log("error", "advisories.publish", { advisory: due.advisory.meta.id, ...errorFields(error) });
    }
  }
  return count;
}

/** @returns false where another server was quicker */
async function publishOne(transaction: Transaction, pack: Pack, due: Due): Promise<boolean> {
  const { advisory, revision, audience } = due;
  const { id: advisoryId } = advisory.meta;
  const id = newId();
  const severity = choosableSeverity(advisory.meta);
  const { count } = await transaction.advisoryPublication.createMany({
    data: [{ id, publisher: pack.name, advisoryId, revision: revision.number, audience, severity }],
    skipDuplicates: true,
  });
  if (count === 0) return false;
  const of = { kind: "advisory", publicationId: id } as const;
  await beginNotice(transaction, { publisher: pack.name, of, texts: audience === "public" ? texts(pack, due) : null });
  await recordEvent(transaction, {
    ...{ kind: "advisory.published", actorId: null, subjectId: id },
    details: { publisher: pack.name, advisory: advisoryId, revision: revision.number, audience },
  });
  if (audience === "public")
    await recordWebhookEvent(transaction, {
      ...{ to: "allAccounts", type: "advisory.published", subjectId: id },
      data: {
        ...{ advisory: advisoryId, kind: advisory.meta.kind, revision: revision.number, severity },
        url: publicAddress(pack.publisher, advisoryId, "en"),
      },
    });
  return true;
}

function texts({ publisher }: Pack, { advisory, revision, revised }: Due) {
  const { short: name, legal: legalName } = publisher.names;
  const inLanguage = (locale: "en" | "nb") =>
    publicMail(
      {
        ...{ advisory, revision, revised, locale, publisher: { name, legalName } },
        url: publicAddress(publisher, advisory.meta.id, locale),
      },
      [],
    );
  return { en: inLanguage("en"), nb: inLanguage("nb") };
}
