/** What the schedule does each minute, asked for at once. */
import { expect } from "@playwright/test";
import { dataDir } from "./addresses";
import { query, value } from "./database";

/** @param folder of the server whose schedule it is */
export async function ask(tasks: readonly string[], folder = dataDir): Promise<void> {
  for (const task of tasks)
    await query("SELECT graphile_worker.add_job($1, '{}'::json, job_key => $2)", [task, `asked ${task}`], folder);
}

/** Until the change is in this state, asking again and again for the tasks that bring it there. */
async function untilState(changeId: string, state: RegExp, tasks: readonly string[], folder: string): Promise<void> {
  await expect
    .poll(
      async () => {
        await ask(tasks, folder);
        return value(`SELECT state::text AS value FROM "SubProcessorChange" WHERE id = $1`, [changeId], folder);
      },
      { timeout: 150_000, intervals: [3000] },
    )
    .toMatch(state);
}

/** Texts are written, messages sent, and their outcomes settled. */
export const untilNoticed = (changeId: string, folder = dataDir): Promise<void> =>
  untilState(changeId, /noticed|effective/, ["carry-notices", "send-notices"], folder);

export const untilEffective = (changeId: string, folder = dataDir): Promise<void> =>
  untilState(changeId, /effective/, ["take-effect"], folder);

/** The demonstration's change, once its notice was given. @returns its id */
export async function demoChange(): Promise<string> {
  const id = await value(
    `SELECT id::text AS value FROM "SubProcessorChange" WHERE name LIKE 'Demonstration Translation%' AND state <> 'draft'`,
  );
  await untilNoticed(id);
  return id;
}
