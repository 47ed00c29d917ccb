/** What a form proposes, held against the register in force. */
import { Refusal } from "@/server/access/refusal";
import type { Transaction } from "@/server/platform/database";
import { changedFields, slugOf } from "@/server/subprocessors/changes/change";
import { entryInForce, type Target } from "@/server/subprocessors/changes/previous";
import { columnsOf } from "@/server/subprocessors/changes/rows";
import type { ProposalInput } from "@/server/subprocessors/changes/schema";
import type { RegisterEntry } from "@/server/subprocessors/register";
import type { WordKey } from "@/server/words/words";

type Tables = Pick<Transaction, "subProcessorVersion">;

/** @returns the columns of the change @throws Refusal where the register does not allow it, or nothing would change */
export async function prepare(tables: Tables, publisher: string, input: ProposalInput) {
  const { kind, reasons, assessment, alternatives } = input;
  const target = input.kind === "addition" ? null : await targetOf(tables, publisher, input.of);
  const entry = await proposedEntry(tables, publisher, input, target);
  return {
    ...{ kind, reasons, assessment, alternatives },
    subProcessorId: kind === "amendment" || kind === "removal" ? (target?.id ?? null) : null,
    replacesId: kind === "replacement" ? (target?.id ?? null) : null,
    ...columnsOf(entry),
  };
}

async function targetOf(tables: Tables, publisher: string, slug: string): Promise<Target> {
  return (await entryInForce(tables, publisher, slug)) ?? refuse("changes.refused.notInRegister");
}

async function proposedEntry(
  tables: Tables,
  publisher: string,
  input: ProposalInput,
  target: Target | null,
): Promise<RegisterEntry> {
  // A removal takes the entry as it stands: it says who is removed.
  if (input.kind === "removal") return target?.entry ?? refuse("changes.refused.notInRegister");
  const { name, role, purpose, dataCategories, location, transferMechanism, certifications, since } = input;
  const stated = { name, role, purpose, dataCategories, location, transferMechanism, certifications, since };
  if (input.kind === "amendment") {
    const entry = { id: target?.entry.id ?? "", ...stated };
    if (changedFields({ previous: target?.entry ?? null, entry }).length === 0)
      refuse("changes.refused.nothingChanges", "name");
    return entry;
  }
  const id = slugOf(name);
  if (id === target?.entry.id) refuse("changes.refused.sameAsReplaced", "name");
  if ((await entryInForce(tables, publisher, id)) !== null) refuse("changes.refused.inRegister", "name");
  return { id, ...stated };
}

/** @param field that is to be mended; none where another sub-processor is to be chosen */
function refuse(sentence: WordKey, field?: string): never {
  throw new Refusal((words) => words(sentence), field);
}
