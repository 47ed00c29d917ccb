/** Who is written to when a report comes in, and where the mail leads. */
import { openPerson } from "@/server/accounts/people";
import { publisherKey } from "@/server/keys/data-keys";
import { queueMail } from "@/server/mail/outbox";
import type { Transaction } from "@/server/platform/database";
import { settings } from "@/server/platform/env";
import { receivedMessage, staffMessage } from "@/server/vulnerabilities/messages";
import type { ReportInput } from "@/server/vulnerabilities/schema";
import type { ReportKey } from "@/server/vulnerabilities/sealed-report";
import { reportPath } from "@/server/vulnerabilities/security-text";
import { type Locale, localHref } from "@/server/words/locale";
import { wordsIn } from "@/server/words/words";

/** Whom the report is for. */
export interface Recipient {
  /** The pack's name. */
  readonly pack: string;
  readonly publisherName: string;
  /** Null: the staff who handle reports are written to. */
  readonly securityContact: string | null;
}

export async function acknowledge(
  transaction: Transaction,
  { publisherName }: Recipient,
  { input, locale }: { readonly input: ReportInput; readonly locale: Locale },
  { dataKeyId }: ReportKey,
  reference: string,
): Promise<void> {
  const message = receivedMessage(wordsIn(locale), publisherName, reference, statusAddress(locale));
  await queueMail(transaction, { to: input.email, dataKeyId, message });
}

/** Where a report is followed; the reference is typed there and stands in no address. */
export const statusAddress = (locale: Locale): string =>
  new URL(localHref(locale, `${reportPath}/status`), settings().publicUrl).href;

/** A link to the desk, to the security contact or, where there is none, to the staff who handle reports. */
export async function tellStaff(
  transaction: Transaction,
  { securityContact, publisherName }: Recipient,
  kind: "reported" | "added",
  reportId: string,
): Promise<void> {
  const message = staffMessage(
    wordsIn("en"),
    publisherName,
    kind,
    new URL(`/desk/vulnerabilities/${reportId}`, settings().publicUrl).href,
  );
  if (securityContact !== null)
    return queueMail(transaction, { to: securityContact, dataKeyId: await publisherKey(transaction), message });
  for (const row of await transaction.person.findMany({ where: { staffRoles: { has: "security" } } })) {
    const person = await openPerson(transaction, row);
    await queueMail(transaction, { to: person.email, dataKeyId: person.dataKeyId, message });
  }
}
