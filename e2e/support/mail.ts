import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import { mailDir } from "./addresses";

const Kept = z.object({ to: z.string(), raw: z.string() });

export interface Mail {
  readonly number: number;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly raw: string;
}

/** How many messages there are now: give it to `nextMail` to wait for a later one. */
export const mailCount = (): number => (existsSync(mailDir) ? readdirSync(mailDir).length : 0);

/** The first message to this address after `after` whose subject matches. */
export async function nextMail(to: string, subject: RegExp, after: number): Promise<Mail> {
  for (let attempt = 0; attempt < 300; attempt++) {
    const found = allMail().find((mail) => mail.number > after && mail.to === to && subject.test(mail.subject));
    if (found !== undefined) return found;
    await wait(100);
  }
  throw new Error(`no mail to ${to} with a subject like ${subject}`);
}

export function linkIn(mail: Mail): string {
  const link = mail.text.match(/https?:\/\/\S+/)?.[0];
  if (link === undefined) throw new Error("no link in the mail");
  return link;
}

export function allMail(): Mail[] {
  return readdirSync(mailDir)
    .sort()
    .map((name, index) => {
      const { to, raw } = Kept.parse(JSON.parse(readFileSync(join(mailDir, name), "utf8")));
      const subject = raw.match(/^Subject: (.*(?:\r\n[ \t].*)*)/m)?.[1]?.replace(/\r\n[ \t]/g, " ") ?? "";
      return { number: index + 1, to, subject: decodeWords(subject), text: decodeText(raw), raw };
    });
}

function decodeWords(text: string): string {
  return text.replace(/=\?utf-8\?q\?(.*?)\?=\s?/gi, (_, word: string) => quotedPrintable(word.replaceAll("_", " ")));
}

function decodeText(raw: string): string {
  const [head = "", ...body] = raw.split("\r\n\r\n");
  const rest = body.join("\r\n\r\n");
  return /quoted-printable/i.test(head) || /quoted-printable/i.test(rest) ? quotedPrintable(rest) : rest;
}

function quotedPrintable(text: string): string {
  const bytes = text
    .replace(/=\r?\n/g, "")
    .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}
