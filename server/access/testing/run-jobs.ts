/**
 * Runs the queued jobs of sign-in and access requests at a moment that the test chooses, and reads the mail that came
 * of them. For a test file with a database of its own: it takes every job there is.
 */
import { Logger, runOnce, type Task } from "graphile-worker";
import { accessRequestJob, receiveRequest } from "@/server/access/requests/commands";
import { answerSignInRequest, signInRequestJob } from "@/server/accounts/sign-in";
import { type Envelope, openMail } from "@/server/mail/outbox";
import { database } from "@/server/platform/database";
import { settings } from "@/server/platform/env";

export const publisher = "Test Publisher";

/** @throws what a job threw */
export async function runJobs(at: Date, concurrency = 1): Promise<void> {
  const failures: unknown[] = [];
  const task =
    (work: (payload: unknown) => Promise<void>): Task =>
    (payload) =>
      work(payload).catch((error: unknown) => {
        failures.push(error);
        throw error;
      });
  await runOnce({
    connectionString: settings().databaseUrl,
    concurrency,
    noHandleSignals: true,
    logger: new Logger(() => () => {}),
    taskList: {
      [signInRequestJob.name]: task((payload) =>
        answerSignInRequest(database(), publisher, signInRequestJob.payload.parse(payload), at),
      ),
      [accessRequestJob.name]: task((payload) =>
        receiveRequest(database(), publisher, accessRequestJob.payload.parse(payload), at),
      ),
    },
  });
  if (failures.length > 0) throw failures[0];
}

export interface ReadMail extends Envelope {
  readonly id: string;
  readonly kind: string;
}

/** What was mailed to this address, oldest first. */
export async function mailsTo(email: string): Promise<ReadMail[]> {
  const rows = await database().mail.findMany({ orderBy: { createdAt: "asc" } });
  const mails = await Promise.all(
    rows.map(async (row) => ({ id: row.id, kind: row.kind, envelope: await openMail(database(), row) })),
  );
  return mails.flatMap(({ envelope, ...mail }) => (envelope?.to === email ? [{ ...mail, ...envelope }] : []));
}

/** The token of the newest link mailed to this address. */
export async function newestToken(email: string): Promise<string> {
  const mails = await mailsTo(email);
  const token = mails.findLast((mail) => mail.text.includes("?token="))?.text.match(/\?token=([\w-]+)/)?.[1];
  if (token === undefined) throw new Error("no link was mailed");
  return token;
}
