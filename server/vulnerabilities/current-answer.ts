import { headers } from "next/headers";
import { cache } from "react";
import { answerHeader, answerUnder, type PostedAnswer } from "@/server/vulnerabilities/posted-answer";

/** What the page being made answers; undefined where nothing was posted to it. */
export const currentAnswer = cache(async (): Promise<PostedAnswer | undefined> => {
  const number = (await headers()).get(answerHeader);
  return number === null ? undefined : answerUnder(number);
});
