import { z } from "zod";

/** What a person typed on one line: trimmed, without line breaks and control characters. @param what as in "Enter your full name." */
export const oneLine = (what: string, most: number) =>
  z
    .string({ error: `Enter ${what}.` })
    .transform((text) =>
      text
        .normalize("NFC")
        .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "")
        .replace(/[\p{Cc}\u2028\u2029]+/gu, " ")
        .trim(),
    )
    .pipe(z.string().min(1, `Enter ${what}.`).max(most, `Use at most ${most} characters.`));
