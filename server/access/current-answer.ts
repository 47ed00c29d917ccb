import { headers } from "next/headers";
import { answerHeader, type PostedAnswers } from "@/server/access/posted-answer";

/** What the page being made answers; undefined where nothing was posted to it. */
export async function currentAnswer<Answer>(answers: PostedAnswers<Answer>): Promise<Answer | undefined> {
  const number = (await headers()).get(answerHeader);
  return number === null ? undefined : answers.under(number);
}
