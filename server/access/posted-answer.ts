/**
 * How the page that answers a posted form gets what it shows: where the server in front reads the form itself, it lays the
 * answer down here and tells the page under which number. No visitor can send that header.
 */
import { newId } from "@/server/platform/ids";
import { processWide } from "@/server/platform/process-wide";

export const answerHeader = "x-posted-answer";

export class PostedAnswers<Answer> {
  readonly #answers: Map<string, Answer>;

  /** @param name unique in the product */
  constructor(name: string) {
    this.#answers = processWide(`posted-answers/${name}`, () => new Map<string, Answer>());
  }

  /** Lays an answer down while the page is made. */
  async during<Result>(answer: Answer, make: (number: string) => Promise<Result>): Promise<Result> {
    const number = newId();
    this.#answers.set(number, answer);
    try {
      return await make(number);
    } finally {
      this.#answers.delete(number);
    }
  }

  /** What was laid down under this number. */
  under(number: string): Answer | undefined {
    return this.#answers.get(number);
  }
}
