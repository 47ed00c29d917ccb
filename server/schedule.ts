/** Every thing that time or a job drives, in one list. */
import { z } from "zod";
import { accessRequestJob, receiveRequest } from "@/server/access/requests/commands";
import { forgetOldRequests } from "@/server/access/requests/retention";
import { forgetOldLinks } from "@/server/accounts/links";
import { forgetSpentLimits } from "@/server/accounts/rate-limit";
import { forgetEndedSessions } from "@/server/accounts/sessions";
import { answerSignInRequest, signInRequestJob } from "@/server/accounts/sign-in";
import { publishAdvisories } from "@/server/advisories/publication/publish";
import { sealSignatureJob } from "@/server/agreements/commands";
import { sealSignature } from "@/server/agreements/sealing";
import { importAgreements } from "@/server/agreements/versions";
import { escalateIncidents } from "@/server/assurance/incidents/escalation";
import { recomputeChain } from "@/server/assurance/recompute-chain";
import { sequenceEvents } from "@/server/audit/events";
import { currentPack } from "@/server/content/current-pack";
import type { Pack } from "@/server/content/pack";
import { defineJob } from "@/server/jobs/queue";
import { handle, startRunner } from "@/server/jobs/runner";
import { deliverMail } from "@/server/mail/deliver";
import { sendMailJob } from "@/server/mail/outbox";
import { forgetOldMail } from "@/server/mail/retention";
import { type Attachment, keepingTransport, pooledTransport, smtpTransport } from "@/server/mail/transport";
import { recordBounceJob, recordLateBounce } from "@/server/notices/bounces/record-bounce";
import { followUpNotices } from "@/server/notices/follow-up";
import { prepareNotices } from "@/server/notices/preparation/prepare";
import { listSubscribers, listSubscribersJob } from "@/server/notices/sending/list-subscribers";
import { sendingRules } from "@/server/notices/sending/rules";
import { sendNoticesJob } from "@/server/notices/sending/send-due";
import { createSender } from "@/server/notices/sending/sender";
import { settleNotices } from "@/server/notices/settling";
import { receiveSubscription, subscriptionJob } from "@/server/notices/subscriptions/commands";
import { forgetUnconfirmedSubscriptions } from "@/server/notices/subscriptions/retention";
import { sendDueWebhooks } from "@/server/notices/webhooks/deliver";
import { publicInternet } from "@/server/notices/webhooks/network";
import { sendWebhooksJob } from "@/server/notices/webhooks/record-event";
import { forgetOldWebhooks } from "@/server/notices/webhooks/retention";
import { forgetOldDrafts } from "@/server/objections/drafts/drafts";
import { sealOutcomeJob } from "@/server/objections/record/job";
import { recordOwner, sealOutcome } from "@/server/objections/record/sealing";
import { remindOfObjections } from "@/server/objections/reminders";
import { forgetImports } from "@/server/order-forms/import/uploads";
import { days, later, now } from "@/server/platform/clock";
import type { Database } from "@/server/platform/database";
import type { Settings } from "@/server/platform/env";
import { errorFields, log } from "@/server/platform/log";
import { createTimestampAuthority } from "@/server/seal/timestamp-authority";
import { tellHub } from "@/server/site/hub/tell-hub";
import { publishContent, seeContentFirst } from "@/server/site/news/publish";
import { readWhole, recheckDamagedFiles, storage } from "@/server/storage/stored-files";
import { announceJob } from "@/server/subprocessors/changes/announcing";
import { takeEffect } from "@/server/subprocessors/changes/take-effect";
import { importRegister } from "@/server/subprocessors/register-import";
import { publishBuiltDocuments } from "@/server/vault/publish-built";
import { forgetClosedReports } from "@/server/vulnerabilities/retention";

const sequenceJob = defineJob("sequence-audit", z.unknown());
const contentJob = defineJob("follow-content", z.unknown());
const effectJob = defineJob("take-effect", z.unknown());
const recheckJob = defineJob("recheck-damaged-files", z.unknown());
const recomputeJob = defineJob("recompute-audit-chain", z.unknown());
const importsJob = defineJob("forget-imports", z.unknown());
const remindJob = defineJob("remind-of-objections", z.unknown());
const hubJob = defineJob("tell-hub", z.unknown());
const escalateJob = defineJob("escalate-incidents", z.unknown());
const retentionJob = defineJob("apply-retention", z.unknown());

/** Fields: minute, hour, day, month, weekday, in UTC. `fill` makes up for what was missed while nothing ran. */
const crontab = `
* * * * * sequence-audit ?max=3
* * * * * follow-content ?max=3
* * * * * take-effect ?max=3
* * * * * send-webhooks ?max=3&jobKey=send-webhooks
* * * * * list-subscribers ?max=3&jobKey=list-subscribers
* * * * * send-notices ?max=3&jobKey=send-notices
* * * * * carry-notices ?max=3
* * * * * escalate-incidents ?max=3
* * * * * tell-hub ?max=3&jobKey=tell-hub
*/10 * * * * remind-of-objections ?fill=1h&max=3
*/15 * * * * recheck-damaged-files ?max=3
*/10 * * * * forget-imports ?max=3
41 2 * * * recompute-audit-chain ?fill=1d&max=3
17 3 * * * apply-retention ?fill=2d&max=5
`;

/** @param print shows kept mail on the terminal of the demo */
export async function startSchedule(
  database: Database,
  settings: Settings,
  print: (line: string) => void,
): Promise<{ stop(): Promise<void> }> {
  const { databaseUrl, dkim, smtpUrl, timestampAuthority } = settings;
  if (databaseUrl === undefined) throw new Error("DATABASE_URL is not set");
  const transport = smtpUrl === undefined ? keepingTransport(print) : smtpTransport(smtpUrl, dkim);
  const pool = smtpUrl === undefined ? undefined : pooledTransport(smtpUrl, dkim, sendingRules.connections);
  const notices = createSender(async () => ({
    ...{ database, transport: pool?.send ?? transport },
    ...{ publisher: (await currentPack()).name, from: await sender(settings) },
  }));
  const publisherName = async () => (await currentPack()).publisher.names.short;
  const handlers = [
    handle(sendMailJob, async ({ mailId }) => {
      const parts = {
        database,
        transport,
        from: await sender(settings),
        readAttachment: (id: string) => readAttachment(database, id),
      };
      await deliverMail(parts, mailId, now());
    }),
    handle(signInRequestJob, async (payload) => answerSignInRequest(database, await publisherName(), payload, now())),
    handle(accessRequestJob, async (payload) => receiveRequest(database, await publisherName(), payload, now())),
    handle(subscriptionJob, async (payload) => {
      const { name, publisher } = await currentPack();
      await receiveSubscription(database, { pack: name, publisherName: publisher.names.short }, payload, now());
    }),
    handle(sealSignatureJob, async ({ signatureId, locale }) =>
      sealSignature(
        database,
        await currentPack(),
        timestampAuthority && createTimestampAuthority({ url: timestampAuthority.href }),
        signatureId,
        now(),
        locale,
      ),
    ),
    handle(sealOutcomeJob, async ({ objectionId }) =>
      sealOutcome(
        database,
        await currentPack(),
        timestampAuthority && createTimestampAuthority({ url: timestampAuthority.href }),
        objectionId,
        now(),
      ),
    ),
    handle(remindJob, async () => remindOfObjections(database, await currentPack(), now())),
    handle(escalateJob, async () => void (await escalateIncidents(database, await currentPack(), now()))),
    handle(sequenceJob, async () => void (await sequenceEvents(database))),
    handle(contentJob, async () => {
      const pack = await currentPack();
      await importAgreements(database, pack);
      await importRegister(database, pack);
      await publishBuiltDocuments(database, pack, now());
      await seeContentFirst(database, pack, now());
    }),
    handle(effectJob, async () => void (await takeEffect(database))),
    handle(sendWebhooksJob, () => sendDueWebhooks({ database, network: publicInternet, publisherName })),
    handle(listSubscribersJob, async () => listSubscribers(database, (await currentPack()).name)),
    handle(sendNoticesJob, async () => {
      await notices.send();
      await carryNotices(database, await currentPack());
    }),
    handle(announceJob, async () => publishAndCarry(database, await currentPack())),
    handle(hubJob, async () => tellHub(database, settings, await currentPack(), now())),
    handle(recordBounceJob, (bounce) => recordLateBounce(database, bounce)),
    handle(recomputeJob, async () => void (await recomputeChain(database))),
    handle(recheckJob, () => recheckDamagedFiles(database)),
    handle(importsJob, () => forgetImports(database, now())),
    handle(retentionJob, () => applyRetention(database, now())),
  ];
  const runner = await startRunner({ connectionString: databaseUrl, handlers, crontab, concurrency: 4 });
  return {
    stop: async () => {
      notices.stop();
      await runner.stop();
      pool?.close();
    },
  };
}

/** What has come to be public or to have readers begins its notice; the other notices go on meanwhile. */
async function publishAndCarry(database: Database, pack: Pack): Promise<void> {
  await publishAdvisories(database, pack, now()).catch((error: unknown) =>
    log("error", "advisories.publish", errorFields(error)),
  );
  await publishContent(database, pack, now()).catch((error: unknown) =>
    log("error", "content.publish", errorFields(error)),
  );
  await carryNotices(database, pack);
}

/** From one step to the next, as far as each can go: the mail server's answers decide the rest. */
async function carryNotices(database: Database, pack: Pack): Promise<void> {
  await prepareNotices(database, pack);
  await followUpNotices(database, pack.name);
  await settleNotices(database, pack.name);
}

/** How long things are kept stands in the pack; evidence is kept. */
async function applyRetention(database: Database, at: Date): Promise<void> {
  const { name, publisher } = await currentPack();
  const { keep } = publisher.portal;
  await forgetEndedSessions(database, later(at, -keep.endedSessionsDays * days));
  await forgetSpentLimits(database, at);
  await forgetOldLinks(database, later(at, -keep.usedLinksDays * days));
  await forgetOldMail(database, later(at, -keep.sentMailDays * days));
  await forgetOldRequests(database, {
    unconfirmedBefore: later(at, -keep.unconfirmedAccessRequestsDays * days),
    declinedBefore: later(at, -keep.declinedAccessRequestsDays * days),
    at,
  });
  await forgetUnconfirmedSubscriptions(database, at);
  await forgetClosedReports(database, name, {
    closedBefore: later(at, -keep.closedVulnerabilityReportsDays * days),
    at,
  });
  await forgetOldWebhooks(database, { loggedBefore: later(at, -keep.webhookLogDays * days), at });
  await forgetOldDrafts(database, later(at, -keep.objectionDraftsDays * days));
  await storage().sweep(at);
}

/** The publisher's programme contact where it is stated, else an address at the portal's own host. */
async function sender(settings: Settings): Promise<string> {
  const { names, contacts } = (await currentPack()).publisher;
  const address = contacts.trust ?? `no-reply@${settings.publicUrl.hostname}`;
  return `"${names.short.replace(/["\\]/g, "")} trust centre" <${address}>`;
}

async function readAttachment(database: Database, fileId: string): Promise<Attachment> {
  const file = await database.storedFile.findUniqueOrThrow({ where: { id: fileId } });
  const filename = file.context.startsWith(`${recordOwner}/`) ? "unresolved-objection.pdf" : "signed-record.pdf";
  return { filename, contentType: file.mediaType, content: await readWhole(file) };
}
