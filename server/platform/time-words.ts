import { localeTag } from "@/server/words/locale";
import { type Words, wordsIn } from "@/server/words/words";

const clock = new Intl.DateTimeFormat(localeTag.en, { hour: "2-digit", minute: "2-digit", timeZone: "UTC" });

/** "Try again after 14:05 UTC." */
export const waitSentence = (until: Date, words: Words = wordsIn("en")): string =>
  words("form.tryAgainAfter", { time: clock.format(until) });
