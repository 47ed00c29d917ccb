import { addJob } from "@/server/jobs/queue";
import { type SendingParts, sendDue, sendNoticesJob } from "@/server/notices/sending/send-due";

/**
 * One run at a time in this process: a mail server that stalls holds up one job, not the runner.
 * @param partsOf asked for each run
 */
export function createSender(partsOf: () => Promise<Omit<SendingParts, "stop">>): {
  send(): Promise<void>;
  stop(): void;
} {
  const stopping = new AbortController();
  let busy = false;
  return {
    async send() {
      if (busy || stopping.signal.aborted) return;
      busy = true;
      try {
        const parts = await partsOf();
        const more = await sendDue({ ...parts, stop: stopping.signal });
        if (more) await addJob(parts.database, sendNoticesJob, {}, sendNoticesJob.name);
      } finally {
        busy = false;
      }
    },
    /** What is under way ends; nothing more is begun. */
    stop: () => stopping.abort(),
  };
}
