/** The database's own refusals, as sentences. What it says of anything else is a fault and stays one. */
import { Refusal } from "@/server/access/refusal";
import type { WordKey } from "@/server/words/words";

/** What the triggers and constraints of migrations change_clock and register_made say, with its sentence. */
const told: readonly (readonly [said: RegExp, sentence: WordKey])[] = [
  [/one_change_of_a_subprocessor|one_newcomer_of_a_name/, "changes.refused.anotherUnderWay"],
  [/another person than the author approves|two_people/, "changes.refused.author"],
  [/a trust manager or the data protection officer approves/, "changes.refused.office"],
  [/the change's time has come/, "changes.refused.timeHasCome"],
  [/a change does not go from|a change is frozen/, "changes.refused.moved"],
  [/the newcomer is in the register already/, "changes.refused.inRegister"],
  [/what is to be changed is not in the register/, "changes.refused.notInRegister"],
  [/there is no register yet/, "changes.refused.noRegister"],
];

/** @throws Refusal where the database refused the step, else what `work` throws */
export async function refusingAsTold<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const said = saidBy(error);
    const sentence = told.find(([known]) => known.test(said))?.[1];
    if (sentence === undefined || error instanceof Refusal) throw error;
    throw new Refusal((words) => words(sentence));
  }
}

/** The message, and for a broken key the name of its index, which stands in the driver's own report alone. */
function saidBy(error: unknown): string {
  if (!(error instanceof Error)) return "";
  const report = "meta" in error ? JSON.stringify(error.meta) : "";
  return `${error.message} ${report}`;
}
