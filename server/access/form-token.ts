/**
 * A sign that the form was fetched from here, and when. Pages are kept in memory and shared, so it is nobody's own: that
 * a submission counts once is seen to by its reference.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { hours, seconds } from "@/server/platform/clock";

/** Nobody reads and fills the form faster; programs do. */
const shortest = 2 * seconds;
const longest = 24 * hours;

/** A field that people do not see and programs fill. */
export const trapField = "confirmation";

export type TokenVerdict = "good" | "early" | "expired" | "forged";

export function formToken(secret: string, at: Date): string {
  const issued = at.getTime().toString(36);
  return `${issued}.${seal(secret, issued)}`;
}

/** For a form that comes back to somebody who was seen to fill it: it may be sent at once. */
export const renewedToken = (secret: string, at: Date): string => formToken(secret, new Date(at.getTime() - shortest));

export function judgeToken(secret: string, token: string, at: Date): TokenVerdict {
  const [issued = "", sealed = ""] = token.split(".");
  const wanted = Buffer.from(seal(secret, issued));
  const given = Buffer.from(sealed);
  if (wanted.length !== given.length || !timingSafeEqual(wanted, given)) return "forged";
  const age = at.getTime() - Number.parseInt(issued, 36);
  if (age > longest) return "expired";
  return age < shortest ? "early" : "good";
}

/** What a form with a stamp holds besides its own fields. */
export const stampFields = { token: z.string().default(""), [trapField]: z.string().default("") };

/** Why it was perhaps not sent by a person, for `form.…` of the catalogue; for a person, pressing the button again is enough. */
export function suspicionOf(
  secret: string,
  stamp: { readonly token: string; readonly [trapField]: string },
  at: Date,
): "trap" | Exclude<TokenVerdict, "good"> | null {
  if (stamp[trapField] !== "") return "trap";
  const verdict = judgeToken(secret, stamp.token, at);
  return verdict === "good" ? null : verdict;
}

const seal = (secret: string, issued: string) =>
  createHmac("sha256", secret).update(`form ${issued}`).digest("base64url");
