import { z } from "zod";
import { type Words, wordsIn } from "@/server/words/words";

/** What a person typed on one line: trimmed, without line breaks and control characters. @param what as in "Enter your full name." */
export const oneLine = (what: string, most: number, words: Words = wordsIn("en")) =>
  z
    .string({ error: words("form.enter", { what }) })
    .transform((text) =>
      text
        .normalize("NFC")
        .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "")
        .replace(/[\p{Cc}\u2028\u2029]+/gu, " ")
        .trim(),
    )
    .pipe(z.string().min(1, words("form.enter", { what })).max(most, words("form.mostCharacters", { most })));

/** Several lines, or none: other line ends than `\n` and characters that cannot be seen are taken out. */
export const severalLines = (most: number, words: Words) =>
  z
    .string()
    .default("")
    .transform((text) =>
      text
        .normalize("NFC")
        .replace(/\r\n?/g, "\n")
        .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "")
        .replace(/[^\P{Cc}\n\t]/gu, "")
        .trim(),
    )
    .pipe(z.string().max(most, words("form.mostCharacters", { most })));

/** Empty, or what the schema takes; a union would refuse in the words of its first member. */
export const emptyOr = (schema: z.ZodType<string>) =>
  z
    .string()
    .default("")
    .transform((text, context) => {
      if (text.trim() === "") return "";
      const parsed = schema.safeParse(text);
      if (parsed.success) return parsed.data;
      context.addIssue({ code: "custom", message: parsed.error.issues[0]?.message ?? "" });
      return z.NEVER;
    });
