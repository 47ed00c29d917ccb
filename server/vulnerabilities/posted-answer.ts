/**
 * How the page that answers a posted report gets what it shows: the server in front, which reads the form because it may
 * hold large files, lays the answer down here and tells the page under which number. No visitor can send that header.
 */
import type { FormState } from "@/server/access/form-state";
import { newId } from "@/server/platform/ids";
import { processWide } from "@/server/platform/process-wide";
import type { FollowedReport } from "@/server/vulnerabilities/queries";

export const answerHeader = "x-posted-answer";

export type PostedAnswer =
  | { readonly kind: "refused"; readonly state: FormState; readonly token: string }
  | { readonly kind: "received"; readonly reference: string; readonly mailed: boolean }
  | { readonly kind: "unknown"; readonly state: FormState }
  | { readonly kind: "followed"; readonly report: FollowedReport; readonly added: boolean; readonly state: FormState };

const answers = processWide("posted-answers", () => new Map<string, PostedAnswer>());

/** Lays an answer down while the page is made. */
export async function withAnswer<Result>(
  answer: PostedAnswer,
  make: (number: string) => Promise<Result>,
): Promise<Result> {
  const number = newId();
  answers.set(number, answer);
  try {
    return await make(number);
  } finally {
    answers.delete(number);
  }
}

/** What was laid down under this number. */
export const answerUnder = (number: string): PostedAnswer | undefined => answers.get(number);
