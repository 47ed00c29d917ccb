/** Who is written to about an objection. Nothing of what an objection says goes into the mail. */
import { openPerson, type Person } from "@/server/accounts/people";
import type { Message } from "@/server/mail/message";
import { queueMail } from "@/server/mail/outbox";
import type { Transaction } from "@/server/platform/database";
import { settings } from "@/server/platform/env";
import { type Locale, localHref } from "@/server/words/locale";
import { type Words, wordsIn } from "@/server/words/words";

/** @param address where the recipient reads the objection @param locale the recipient's language, which `words` speak */
export type Compose = (words: Words, address: string, locale: Locale) => Message;

export interface About {
  readonly id: string;
  readonly accountId: string;
  /** The account's, as its objection was filed. */
  readonly locale: Locale;
}

/** The account's privacy contacts; where none is left, its admins. */
export async function tellAccount(
  transaction: Transaction,
  { id, accountId, locale }: About,
  compose: Compose,
  attachmentId?: string,
): Promise<void> {
  const message = compose(wordsIn(locale), addressOf(localHref(locale, `/portal/objections/${id}`)), locale);
  await send(transaction, await contactsOf(transaction, accountId), message, attachmentId);
}

/** The data protection officers. */
export async function tellStaff(
  transaction: Transaction,
  { id }: Pick<About, "id">,
  compose: Compose,
  attachmentId?: string,
): Promise<void> {
  const rows = await transaction.person.findMany({ where: { staffRoles: { has: "dpo" } } });
  const people = await Promise.all(rows.map((row) => openPerson(transaction, row)));
  await send(transaction, people, compose(wordsIn("en"), addressOf(`/desk/objections/${id}`), "en"), attachmentId);
}

async function contactsOf(transaction: Transaction, accountId: string): Promise<Person[]> {
  const live = await transaction.membership.findMany({
    where: { accountId, revokedAt: null, account: { closedAt: null }, roles: { hasSome: ["privacy", "admin"] } },
    include: { person: true },
    orderBy: { createdAt: "asc" },
  });
  const privacy = live.filter(({ roles }) => roles.includes("privacy"));
  return Promise.all((privacy.length > 0 ? privacy : live).map(({ person }) => openPerson(transaction, person)));
}

async function send(
  transaction: Transaction,
  people: readonly Person[],
  message: Message,
  attachmentId: string | undefined,
): Promise<void> {
  for (const { email, dataKeyId } of people)
    await queueMail(transaction, {
      ...{ to: email, dataKeyId, message },
      ...(attachmentId === undefined ? {} : { attachmentId }),
    });
}

const addressOf = (path: string) => new URL(path, settings().publicUrl).href;
