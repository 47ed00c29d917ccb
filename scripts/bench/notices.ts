/** A notice to many subscribers, sent to a mail server on this machine, beside the bare mail library and the same desk at rest. */
import { makeStaff } from "@/prisma/factories";
import { createSession, sessionCookieName } from "@/server/accounts/sessions";
import { makeSubscribers, queueNotice, queueTo } from "@/server/notices/sending/testing/sample-notice";
import { now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { ClockBench } from "@/server/subprocessors/testing/clock-bench";
import type { Bench } from "./bench-run";
import { answerOf, type Children } from "./children";
import type { Round, Section } from "./comparison";
import { latencies, percentile } from "./latencies";
import { SendingDone, SinkListening } from "./notices-task";
import { startProduct } from "./product-server";

const rounds = 3;
const page = "/desk/accounts";
const megabyte = 1_000_000;

export async function measureNotices(bench: Bench): Promise<Section> {
  const { children, databaseOwnerUrl: ownerUrl, databaseUrl: applicationUrl, messages } = bench;
  const clock = await ClockBench.start({ ownerUrl, applicationUrl }, 0);
  const { noticeId } = await queueNotice(clock, { accounts: 0, contactsEach: 0, subscribers: 0 });
  const { url } = await answerOf(children.task("notices", { kind: "sink" }), SinkListening);
  // Three rounds, and one more while the desk is asked.
  const each = Math.ceil(messages / (rounds + 1));
  const queue = async () => queueTo(noticeId, await makeSubscribers(clock.publisher, each));
  const ours = () => sent(children, { kind: "ours", url, publisher: clock.publisher });
  const [rates, peaks, kept]: [Round[], Round[], Round[]] = [[], [], []];
  for (let round = 0; round < rounds; round++) {
    await queue();
    const mine = await ours();
    const bare = await sent(children, { kind: "bare", url, messages: each });
    rates.push({ ours: each / mine.seconds, reference: each / bare.seconds });
    peaks.push({ ours: mine.peakBytes / megabyte, reference: bare.peakBytes / megabyte });
    kept.push({ ours: mine.keptBytes / megabyte, reference: null });
  }
  await queue();
  const desk = await deskBeside(bench, ours);
  const unsent = await database().delivery.count({ where: { noticeId, state: { not: "accepted" } } });
  await clock.stop();
  if (unsent > 0) throw new Error(`${unsent} messages were not accepted`);
  const library = "bare nodemailer, pooled";
  return {
    title: `A notice to ${(each * (rounds + 1)).toLocaleString("en-GB")} subscribers, ${each.toLocaleString("en-GB")} a round`,
    notes: [
      "Ours leases rows, opens each address under its own key, sends, and writes one outcome a message; the reference only sends.",
      "Sink, sender and database share the cores. --messages 100000 sends as many; memory is then as flat as it looks here.",
    ],
    comparisons: [
      { what: "messages/s", better: "more", reference: library, rounds: rates },
      { what: "peak MB above idle", better: "less", reference: library, rounds: peaks },
      { what: "MB of heap kept after a round", better: "less", reference: "", rounds: kept, missing: "it needs none" },
      {
        what: `${page}, p95 in ms while sending`,
        better: "less",
        reference: "the same page, nothing sent",
        rounds: [desk],
      },
    ],
  };
}

const sent = (children: Children, task: object) => children.answer("notices", task, SendingDone, ["--expose-gc"]);

async function deskBeside({ children, dataDir }: Bench, send: () => Promise<unknown>): Promise<Round> {
  const { personId } = await makeStaff(["trust_manager"]);
  const cookie = `${sessionCookieName()}=${await createSession(database(), personId, now())}`;
  const product = await startProduct(children, dataDir);
  try {
    const ask = (enough: () => boolean) => latencies(`${product.origin}${page}`, cookie, enough);
    let asked = 0;
    await ask(() => ++asked > 20);
    asked = 0;
    const idle = await ask(() => ++asked > 150);
    let over = false;
    const sending = send().finally(() => {
      over = true;
    });
    const busy = await ask(() => over);
    await sending;
    return { ours: percentile(busy, 0.95), reference: percentile(idle, 0.95) };
  } finally {
    await product.stop();
  }
}
