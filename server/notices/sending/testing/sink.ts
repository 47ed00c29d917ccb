/**
 * A mail server that is as bad as mail servers get: it refuses for good, puts off, stalls, and drops connections in the
 * middle of a message or after it. What becomes of a recipient is drawn once, so that what must come out of it is known.
 */
import type { Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { SMTPServer, type SMTPServerAddress, type SMTPServerSession } from "smtp-server";
import { type Letter, refusal } from "@/server/mail/testing/mail-server";

/** Those after `hopeless` happen once or twice; then the message is taken. In percent; the rest are taken at once. */
const shares = {
  ...{ "refused-at-recipient": 3, "refused-after-text": 3, hopeless: 1 },
  ...{
    greylisted: 4,
    "put-off-after-text": 3,
    "session-ended": 1,
    "stalls-at-recipient": 0.5,
    "stalls-after-text": 0.5,
  },
  ...{ "dropped-in-text": 3, "dropped-after-text": 4 },
} as const;
export type Fate = keyof typeof shares | "taken";

export interface SunkLetter extends Letter {
  /** What the server answered; null: the letter came whole and was not answered. */
  readonly answer: string | null;
  /** Which of the sender's lives sent it. */
  readonly life: number;
}

export type Moment = "recipient" | "text-begins" | "text-ends" | "answered";

export interface Sink {
  readonly url: string;
  readonly letters: readonly SunkLetter[];
  readonly fates: ReadonlyMap<string, Fate>;
  life: number;
  /** Called at every moment at which a sender could be killed. */
  onMoment(moment: Moment): void;
  /** Every connection has ended, and what had come over it was read. */
  hungUp(): Promise<void>;
  close(): Promise<void>;
}

/** @param random from 0 to 1 */
export async function startSink(random: () => number): Promise<Sink> {
  const letters: SunkLetter[] = [];
  const fates = new Map<string, Fate>();
  const tries = new Map<string, number>();
  const sockets = new Map<number, Socket>();
  const fateOf = (address: string): Fate => {
    const known = fates.get(address);
    if (known !== undefined) return known;
    const fate = drawn(random());
    fates.set(address, fate);
    return fate;
  };
  /** The fate of this try; later tries of what passes are taken. */
  const fateNow = (address: string): Fate => {
    const fate = fateOf(address);
    const passes = !["refused-at-recipient", "refused-after-text", "hopeless"].includes(fate);
    return passes && (tries.get(address) ?? 0) > (fate === "greylisted" ? 2 : 1) ? "taken" : fate;
  };
  const drop = (session: SMTPServerSession) => sockets.get(session.remotePort)?.destroy();
  const server = new SMTPServer({
    ...{ authOptional: true, disableReverseLookup: true, hideSTARTTLS: true, closeTimeout: 100, logger: false },
    onRcptTo: ({ address }, _session, answer) => {
      sink.onMoment("recipient");
      tries.set(address, (tries.get(address) ?? 0) + 1);
      const fate = fateNow(address);
      if (fate === "stalls-at-recipient") return;
      const refused = refusals[fate];
      answer(refused === undefined ? null : refusal(refused, `<${address}> is ${fate}`));
    },
    onData: (stream, session, answer) => {
      sink.onMoment("text-begins");
      const [recipient] = session.envelope.rcptTo;
      const address = recipient?.address ?? "";
      const fate = fateNow(address);
      if (fate === "dropped-in-text") {
        stream.once("data", () => drop(session));
        stream.resume();
        return;
      }
      const pieces: Buffer[] = [];
      stream.on("data", (piece: Buffer) => pieces.push(piece));
      stream.on("end", () => {
        sink.onMoment("text-ends");
        if (fate === "refused-after-text") return answer(refusal(554, "looks like spam"));
        if (fate === "put-off-after-text") return answer(refusal(452, "no room"));
        const unanswered = fate === "stalls-after-text" || fate === "dropped-after-text";
        const words = `Ok: queued as ${letters.length + 1} for <${address}>`;
        letters.push(letterOf(session.envelope, pieces, unanswered ? null : words, sink.life));
        if (fate === "dropped-after-text") drop(session);
        if (unanswered) return;
        answer(null, words);
        sink.onMoment("answered");
      });
    },
  });
  // Connections that break are what this is for.
  server.on("error", () => {});
  const listener = server.listen(0, "127.0.0.1");
  listener.on("connection", (socket: Socket) => {
    const port = socket.remotePort ?? 0;
    sockets.set(port, socket);
    socket.on("close", () => sockets.delete(port));
  });
  while (!listener.listening) await wait(5);
  const address = listener.address();
  const sink: Sink = {
    url: `smtp://127.0.0.1:${typeof address === "object" ? address?.port : 0}`,
    ...{ letters, fates, life: 0, onMoment: () => {} },
    hungUp: async () => {
      while (sockets.size > 0) await wait(2);
    },
    close: () => {
      for (const socket of sockets.values()) socket.destroy();
      return new Promise((closed) => server.close(() => closed()));
    },
  };
  return sink;
}

const refusals: Partial<Record<Fate, number>> = {
  ...{ "refused-at-recipient": 550, hopeless: 451, greylisted: 450, "session-ended": 421 },
};

function drawn(random: number): Fate {
  let left = random * 100;
  for (const [fate, share] of Object.entries(shares)) {
    left -= share;
    if (left < 0 && isFate(fate)) return fate;
  }
  return "taken";
}

const isFate = (text: string): text is keyof typeof shares => text in shares;

function letterOf(
  { mailFrom, rcptTo }: { mailFrom: SMTPServerAddress | false; rcptTo: SMTPServerAddress[] },
  pieces: readonly Buffer[],
  answer: string | null,
  life: number,
): SunkLetter {
  const from = mailFrom === false ? "" : mailFrom.address;
  const to = rcptTo.map(({ address }) => address);
  return { from, to, raw: Buffer.concat(pieces).toString("utf8"), answer, life };
}
