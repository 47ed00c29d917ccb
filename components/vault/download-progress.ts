/** What the server tells of a copy that is being made, and how a person reads it. */
import * as z from "zod/mini";
import type { CopyProblem, Progress } from "@/server/vault/downloads";
import type { Locale } from "@/server/words/locale";
import { copyWords, filled } from "./copy-words";
import { sizeInWords } from "./size-words";

const states = [
  "waiting",
  "marking",
  "sending",
  "sent",
  "interrupted",
  "refused",
] as const satisfies readonly Progress["state"][];

const problems = ["cannotSend", "notWhole", "hungUp", "oneCannotSend"] as const satisfies readonly CopyProblem[];

const ProgressAnswer = z.object({
  state: z.enum(states),
  itemsDone: z.int().check(z.nonnegative()),
  items: z.int().check(z.positive()),
  bytesSent: z.number().check(z.nonnegative()),
  problem: z.nullable(z.enum(problems)),
});
export type ProgressAnswer = z.infer<typeof ProgressAnswer>;

const address = z.string().check(z.regex(/^\/portal\/pack\/downloads\//));
const Started = z.object({ file: address, progress: address });
export type Started = z.infer<typeof Started>;

const Problem = z.object({ problem: z.string() });

export class DownloadProblem extends Error {
  override name = "DownloadProblem";
}

/** Asks for a copy. @param wanted a document's id or `pack` @throws DownloadProblem with a sentence for the person */
export async function startCopy(wanted: string, locale: Locale): Promise<Started> {
  const response = await fetch("/portal/pack/downloads", {
    method: "POST",
    headers: { Accept: "application/json" },
    body: new URLSearchParams({ document: wanted, locale }),
  }).catch(() => null);
  const answer: unknown = await response?.json().catch(() => null);
  const started = z.safeParse(Started, answer);
  if (started.success) return started.data;
  const problem = z.safeParse(Problem, answer);
  throw new DownloadProblem(problem.success ? problem.data.problem : copyWords[locale].unreachable);
}

/** How far a copy is. @throws DownloadProblem where the server does not tell: signed out, or out of reach */
export async function readCopyProgress(progressAddress: string, locale: Locale): Promise<ProgressAnswer> {
  const response = await fetch(progressAddress, { headers: { Accept: "application/json" } });
  const answer = z.safeParse(ProgressAnswer, await response.json().catch(() => null));
  if (!answer.success) throw new DownloadProblem(copyWords[locale].unseen);
  return answer.data;
}

const finished: Readonly<Record<Progress["state"], boolean>> = {
  waiting: false,
  marking: false,
  sending: false,
  sent: true,
  interrupted: true,
  refused: true,
};

export const isFinished = ({ state }: ProgressAnswer): boolean => finished[state];

export interface ProgressWords {
  readonly text: string;
  /** Documents done; absent while the length of the work is unknown. */
  readonly value?: number;
  readonly max: number;
  readonly outcome: "under-way" | "sent" | "failed";
}

/** The words change with the document and the state and not with every byte, because a screen reader says each change. */
export function progressWords(progress: ProgressAnswer, locale: Locale): ProgressWords {
  const { items, itemsDone, bytesSent, problem } = progress;
  const words = copyWords[locale];
  const several = items > 1;
  const underWay = { max: items, value: several ? itemsDone : undefined, outcome: "under-way" } as const;
  const oneOf = filled(words.sendingOneOf, { number: Math.min(itemsDone + 1, items), count: items });
  const failed = { max: items, value: itemsDone, outcome: "failed" } as const;
  switch (progress.state) {
    case "waiting":
      return { ...underWay, text: words.waiting };
    case "marking":
      return { ...underWay, text: several ? oneOf : words.marking };
    case "sending":
      return { ...underWay, text: several ? oneOf : words.sending };
    case "sent": {
      const told = { count: items, size: sizeInWords(bytesSent, locale) };
      return {
        max: items,
        value: items,
        outcome: "sent",
        text: filled(several ? words.sentMany : words.sentOne, told),
      };
    }
    case "interrupted":
      return { ...failed, text: words[problem ?? "interrupted"] };
    case "refused":
      return { ...failed, text: words[problem ?? "refused"] };
  }
}
