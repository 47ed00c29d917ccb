/** A mail server on loopback for tests, that takes, puts off, refuses or drops what it is sent. */
import type { Socket } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";

export interface Letter {
  readonly from: string;
  readonly to: readonly string[];
  /** Header and body as they came. */
  readonly raw: string;
}

/** `drop-before` cuts the connection at the recipient, `drop-after` when the whole letter is there but not answered. */
export type Behaviour = "take" | "drop-before" | "drop-after" | { readonly code: number; readonly words: string };

export interface MailServer {
  readonly url: string;
  /** Every letter that came whole, answered or not. */
  readonly letters: Letter[];
  /** What the server does with the next letters. */
  behave(next: Behaviour): void;
  close(): Promise<void>;
}

export async function startMailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  const letters: Letter[] = [];
  const sockets = new Set<Socket>();
  const dropAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  let behaviour: Behaviour = "take";
  const server = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    hideSTARTTLS: true,
    closeTimeout: 100,
    onRcptTo: (_address, _session, answer) => {
      if (behaviour === "drop-before") return dropAll();
      answer(typeof behaviour === "object" ? refusal(behaviour.code, behaviour.words) : null);
    },
    onData: (stream, session, answer) => {
      const pieces: Buffer[] = [];
      stream.on("data", (piece: Buffer) => pieces.push(piece));
      stream.on("end", () => {
        const { mailFrom, rcptTo } = session.envelope;
        const from = mailFrom === false ? "" : mailFrom.address;
        const to = rcptTo.map((recipient) => recipient.address);
        letters.push({ from, to, raw: Buffer.concat(pieces).toString("utf8") });
        if (behaviour === "drop-after") return dropAll();
        answer(null, `Ok: queued as ${letters.length} for <${to.join()}>`);
      });
    },
    ...options,
  });
  // A cut connection is what these tests ask for.
  server.on("error", () => {});
  const port = await new Promise<number>((listening) => {
    const listener = server.listen(0, "127.0.0.1", () => {
      const address = listener.address();
      listening(typeof address === "object" && address !== null ? address.port : 0);
    });
    listener.on("connection", (socket) => {
      sockets.add(socket);
      socket.on("close", () => sockets.delete(socket));
    });
  });
  return {
    url: `smtp://127.0.0.1:${port}`,
    letters,
    behave: (next) => {
      behaviour = next;
    },
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}

export function refusal(code: number, words: string): Error {
  return Object.assign(new Error(words), { responseCode: code });
}

/** The values of a header in a letter, unfolded (RFC 5322 §2.2.3). */
export function headersOf(letter: Letter | undefined, name: string): string[] {
  const [head = ""] = (letter?.raw ?? "").split("\r\n\r\n");
  const lines = head.replace(/\r\n[ \t]+/g, " ").split("\r\n");
  const start = `${name.toLowerCase()}:`;
  return lines.filter((line) => line.toLowerCase().startsWith(start)).map((line) => line.slice(start.length).trim());
}
