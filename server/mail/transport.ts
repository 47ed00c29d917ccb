import nodemailer from "nodemailer";
import { z } from "zod";
import { signedHeaders } from "@/server/mail/dkim-headers";
import { minutes, seconds } from "@/server/platform/clock";
import type { Dkim } from "@/server/platform/dkim-key";

export interface Attachment {
  readonly filename: string;
  readonly contentType: string;
  readonly content: Uint8Array;
}

export interface Parcel {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly messageId: string;
  readonly attachments: readonly Attachment[];
  /** Where one POST ends what this message belongs to (RFC 8058): an https address. */
  readonly listUnsubscribe?: URL;
}

/** The server took the message, or the product keeps it because no server is set. */
export type Handover = { readonly state: "sent"; readonly response: string } | { readonly state: "kept" };

/**
 * @param signal gives the message up: whether it arrived is then not known
 * @throws MailRefused for good (5xx), MailUnavailable where nothing was sent, any other error for now
 */
export type Transport = (parcel: Parcel, signal?: AbortSignal) => Promise<Handover>;

/** The mail server answered 5xx to the recipient or the message: trying again would not help (RFC 5321 §4.2.1). */
export class MailRefused extends Error {
  override name = "MailRefused";
}

/** The server can't be had, or takes no mail from us at all: no recipient is to blame, and the message was not sent. */
export class MailUnavailable extends Error {
  override name = "MailUnavailable";
  /** The mailer's own name of what went wrong, such as EAUTH. */
  readonly code: string | undefined;
  constructor(cause: unknown) {
    super("the mail server is not to be had", { cause });
    this.code = Coded.safeParse(cause).data?.code;
  }
}

const Coded = z.object({ code: z.string() });

/** @param dkim undefined: messages are not signed */
export function smtpTransport(url: string, dkim?: Dkim): Transport {
  return through(nodemailer.createTransport(url, settled(dkim)));
}

/** In milliseconds. */
export interface Patience {
  /** For a connection and its greeting. */
  readonly connect: number;
  /** For each answer. */
  readonly answer: number;
}

/** RFC 5321 §4.5.3.2 asks a sender to wait five minutes for an answer. */
const patience: Patience = { connect: 30 * seconds, answer: 5 * minutes };

export interface PooledTransport {
  readonly send: Transport;
  close(): void;
}

/** Many messages over a few connections that stay open. */
export function pooledTransport(
  url: string,
  dkim: Dkim | undefined,
  connections: number,
  { connect, answer }: Patience = patience,
): PooledTransport {
  const timeouts = { connectionTimeout: connect, greetingTimeout: connect, socketTimeout: answer };
  // Only a message of which nothing was sent goes over a second connection, where the server had ended the first meanwhile.
  const pool = { pool: true, maxConnections: connections, maxRequeues: 1 } as const;
  const transporter = nodemailer.createTransport({ url, ...pool, ...timeouts }, settled(dkim));
  return { send: through(transporter), close: () => transporter.close() };
}

function settled(dkim: Dkim | undefined) {
  return { disableFileAccess: true, disableUrlAccess: true, ...(dkim && { dkim: signing(dkim) }) };
}

interface Transporter {
  sendMail(mail: object): Promise<{ readonly response: string }>;
}

function through(transporter: Transporter): Transport {
  return async ({ listUnsubscribe, ...parcel }, signal) => {
    try {
      const info = await transporter.sendMail({
        ...parcel,
        ...(signal && { signal }),
        // As an object it is one address, whatever it holds; a string would be parsed as a list.
        to: { name: "", address: parcel.to },
        attachments: parcel.attachments.map((each) => ({ ...each, content: Buffer.from(each.content) })),
        headers: { "Auto-Submitted": "auto-generated", ...unsubscribing(listUnsubscribe) },
      });
      return { state: "sent", response: info.response };
    } catch (error) {
      const answer = Refused.safeParse(error);
      if (answer.success) throw new MailRefused(answer.data.response);
      if (Unavailable.safeParse(error).success) throw new MailUnavailable(error);
      throw error;
    }
  };
}

function signing({ domain, selector, privateKey }: Dkim) {
  return { domainName: domain, keySelector: selector, privateKey, headerFieldNames: signedHeaders.join(":") };
}

/** RFC 8058 §3.1: both fields, or the mail box shows no button. */
function unsubscribing(address: URL | undefined): Record<string, string> {
  if (address === undefined) return {};
  return { "List-Unsubscribe": `<${address.href}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" };
}

/** The recipient or the message was refused. A refused login, greeting or sender is for the operator to mend: mail waits. */
const Refused = z.object({
  responseCode: z.number().min(500),
  command: z.enum(["RCPT TO", "DATA"]),
  response: z.string(),
});

/** A refused connection, login, greeting or sender, a certificate that does not verify, and 421, which ends the session for all. */
const Unavailable = z.union([
  z.object({
    code: z.enum(["EAUTH", "ENOAUTH", "EOAUTH2", "EDNS", "ETLS", "EREQUIRETLS", "EPROTOCOL", "EPROXY", "ECONFIG"]),
  }),
  z.object({ code: z.literal("EENVELOPE"), command: z.literal("MAIL FROM") }),
  z.object({ responseCode: z.literal(421) }),
  z.object({
    code: z.literal("ESOCKET"),
    originalCode: z.string().regex(/CERT|SIGNATURE|^ERR_TLS|REFUSED|UNREACH|DOWN$/),
  }),
  z.object({ timeoutType: z.enum(["CONNECT_TIMEOUT", "GREETING_TIMEOUT", "UPGRADE_TIMEOUT"]) }),
]);

/** In the loopback demo mail stays here: it is read at /desk/mail and its links are printed on the terminal. */
export function keepingTransport(print: (line: string) => void): Transport {
  return async ({ to, subject, text }) => {
    const link = text.match(/https?:\/\/\S+/)?.[0];
    print(`mail to ${to}: ${subject}${link === undefined ? "" : `\n     ${link}`}`);
    return { state: "kept" };
  };
}
