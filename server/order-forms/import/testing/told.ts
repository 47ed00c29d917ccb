import type { ImportProblem } from "@/server/order-forms/import/problems";
import { wordsIn } from "@/server/words/words";

/** The problems, each told in every language first: a sentence that lacks one of its values throws. */
export function told(problems: readonly ImportProblem[]): readonly ImportProblem[] {
  for (const { kind, values } of problems)
    for (const words of [wordsIn("en"), wordsIn("nb")])
      for (const part of ["wrong", "mend"] as const) words(`imports.problem.${kind}.${part}`, { ...values });
  return problems;
}
