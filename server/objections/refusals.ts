/** What the database says no with, as sentences. Whatever else it says is a fault and stays one. */
import { Refusal } from "@/server/access/refusal";
import type { WordKey } from "@/server/words/words";

/** What the triggers of migration objections say, with its sentence. */
const told: readonly (readonly [said: RegExp, sentence: WordKey])[] = [
  [/one_open_objection/, "objections.refused.openAlready"],
  [/was not told of the change yet/, "objections.refused.notTold"],
  [/time of the account to object is over/, "objections.refused.over"],
  [/an objection is to a change that waits/, "objections.refused.notUnderWay"],
  [/order forms of the account that are in force/, "objections.refused.orderForms"],
  [/a privacy contact|data protection officer (speaks|adds)/, "objections.refused.mayNot"],
  [/the proposal that stands/, "objections.refused.otherProposal"],
  [/an objection that is .* takes no|while it is open/, "objections.refused.moved"],
  [/its objection is settled first/, "objections.refused.settleFirst"],
  [/a hold is decided once/, "objections.refused.decided"],
  [/applied to an account that was told/, "objections.refused.applyUntold"],
];

/** @throws Refusal where the database refused the step, else what `work` throws */
export async function refusingAsTold<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const said = saidBy(error);
    const sentence = told.find(([known]) => known.test(said))?.[1];
    if (sentence === undefined) throw error;
    throw new Refusal((words) => words(sentence));
  }
}

/** The message, and for a broken key the names that stand in the driver's own report alone. */
function saidBy(error: unknown): string {
  if (!(error instanceof Error)) return "";
  return `${error.message} ${"meta" in error ? JSON.stringify(error.meta) : ""}`;
}
