import nodemailer from "nodemailer";
import { z } from "zod";
import { signedHeaders } from "@/server/mail/dkim-headers";
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

/** @throws MailRefused for good (5xx), any other error for now */
export type Transport = (parcel: Parcel) => Promise<Handover>;

/** The mail server answered 5xx to the recipient or the message: trying again would not help (RFC 5321 §4.2.1). */
export class MailRefused extends Error {
  override name = "MailRefused";
}

/** @param dkim undefined: messages are not signed */
export function smtpTransport(url: string, dkim?: Dkim): Transport {
  const transporter = nodemailer.createTransport(url, {
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(dkim && { dkim: signing(dkim) }),
  });
  return async ({ listUnsubscribe, ...parcel }) => {
    try {
      const info = await transporter.sendMail({
        ...parcel,
        // As an object it is one address, whatever it holds; a string would be parsed as a list.
        to: { name: "", address: parcel.to },
        attachments: parcel.attachments.map((each) => ({ ...each, content: Buffer.from(each.content) })),
        headers: { "Auto-Submitted": "auto-generated", ...unsubscribing(listUnsubscribe) },
      });
      return { state: "sent", response: info.response };
    } catch (error) {
      const answer = Refused.safeParse(error);
      if (answer.success) throw new MailRefused(answer.data.response);
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

/** In the loopback demo mail stays here: it is read at /desk/mail and its links are printed on the terminal. */
export function keepingTransport(print: (line: string) => void): Transport {
  return async ({ to, subject, text }) => {
    const link = text.match(/https?:\/\/\S+/)?.[0];
    print(`mail to ${to}: ${subject}${link === undefined ? "" : `\n     ${link}`}`);
    return { state: "kept" };
  };
}
