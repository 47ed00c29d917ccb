/** What the database says of a notice beside what the mail server saw of it. */
import { headersOf } from "@/server/mail/testing/mail-server";
import { openRecipient } from "@/server/notices/sealed-notice";
import { subscriberAddress } from "@/server/notices/sending/testing/sample-notice";
import type { Fate, Sink, SunkLetter } from "@/server/notices/sending/testing/sink";
import { database } from "@/server/platform/database";
import type { Delivery } from "@/server/platform/generated/prisma/client";

export interface Findings {
  readonly recipients: number;
  readonly accounts: number;
  readonly accepted: number;
  readonly failed: number;
  /** Letters that came whole, answered or not. */
  readonly letters: number;
  /** Letters beyond the first to the same recipient. */
  readonly repeats: number;
  readonly kills: number;
  readonly outcomes: Readonly<Record<string, number>>;
  /** One line for each thing that must not be; empty where all is well. */
  readonly problems: readonly string[];
}

export async function findings(noticeId: string, sink: Sink, kills: number): Promise<Findings> {
  const rows = await database().delivery.findMany({ where: { noticeId } });
  const letters = new Map<string, SunkLetter[]>();
  for (const letter of sink.letters) letters.set(letter.to.join(), [...(letters.get(letter.to.join()) ?? []), letter]);
  const outcomes = new Map<string, number>();
  const problems: string[] = [];
  for (const row of rows) {
    const address = await addressOf(row);
    const fate = sink.fates.get(address);
    const came = letters.get(address) ?? [];
    letters.delete(address);
    const outcome = `${fate ?? "never seen"} → ${row.state}`;
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    problems.push(...problemsOf(row, fate, came).map((problem) => `${problem} (${outcome})`));
  }
  for (const address of letters.keys()) problems.push(`a letter to ${address}, to whom none was due`);
  const count = (state: string) => rows.filter((row) => row.state === state).length;
  const reached = new Set(sink.letters.map(({ to }) => to.join())).size;
  return {
    ...{ recipients: rows.length, accounts: rows.filter(({ accountId }) => accountId !== null).length, kills },
    ...{ accepted: count("accepted"), failed: count("failed") },
    ...{ letters: sink.letters.length, repeats: sink.letters.length - reached },
    ...{ outcomes: Object.fromEntries([...outcomes].toSorted()), problems },
  };
}

async function addressOf({ id, accountId, subscriptionId, sealed }: Delivery): Promise<string> {
  if (accountId === null || sealed === null) return subscriberAddress(subscriptionId ?? "");
  return (await openRecipient(database(), { id, accountId, sealed }))?.email ?? "";
}

const refusing: readonly (Fate | undefined)[] = ["refused-at-recipient", "refused-after-text", "hopeless"];

function problemsOf(row: Delivery, fate: Fate | undefined, came: readonly SunkLetter[]): string[] {
  const taken = came.filter(({ answer }) => answer !== null);
  const found: string[] = [];
  if (row.state !== "accepted" && row.state !== "failed") found.push("no outcome");
  if (row.state === "accepted" && taken.length === 0) found.push("lost: accepted, and no letter was taken");
  if (row.state === "accepted" && !taken.some(({ answer }) => isAnswer(row, answer)))
    found.push("accepted with another answer");
  if (row.state === "failed" && taken.length > 0) found.push("failed, and a letter was taken");
  if ((row.state === "failed") !== refusing.includes(fate)) found.push("another outcome than the mail server's");
  if (came.some((letter) => headersOf(letter, "Message-ID").join() !== row.messageId))
    found.push("repeated silently: another Message-ID");
  // A letter comes again only if it was not answered, or its sender died before it could write the answer down.
  if (came.some((letter, index) => letter.answer !== null && came[index + 1]?.life === letter.life))
    found.push("sent again although its answer was known");
  return found;
}

const isAnswer = ({ serverResponse }: Delivery, answer: string | null): boolean =>
  serverResponse?.includes(answer?.replace(/<.*>/, "[address]") ?? "\0") ?? false;
