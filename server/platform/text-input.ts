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
