import nodemailer from "nodemailer";
import { z } from "zod";

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
}

/** The server took the message, or the product keeps it because no server is set. */
export type Handover = { readonly state: "sent"; readonly response: string } | { readonly state: "kept" };

/** @throws MailRefused for good (5xx), any other error for now */
export type Transport = (parcel: Parcel) => Promise<Handover>;

/** The mail server answered 5xx to the recipient or the message: trying again would not help (RFC 5321 §4.2.1). */
export class MailRefused extends Error {
  override name = "MailRefused";
}

export function smtpTransport(url: string): Transport {
  const transporter = nodemailer.createTransport(url, { disableFileAccess: true, disableUrlAccess: true });
  return async (parcel) => {
    try {
      const info = await transporter.sendMail({
        ...parcel,
        // As an object it is one address, whatever it holds; a string would be parsed as a list.
        to: { name: "", address: parcel.to },
        attachments: parcel.attachments.map((each) => ({ ...each, content: Buffer.from(each.content) })),
        headers: { "Auto-Submitted": "auto-generated" },
      });
      return { state: "sent", response: info.response };
    } catch (error) {
      const answer = Refused.safeParse(error);
      if (answer.success) throw new MailRefused(answer.data.response);
      throw error;
    }
  };
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
