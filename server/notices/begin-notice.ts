/**
 * Begins a notice of something that is not a change; those of a change begin with its approval (migration notice_clock).
 * The room that something happened in begins it in the same transaction, and then tells each account that it concerns.
 */
import { closeList } from "@/server/notices/sending/list-subscribers";
import type { Transaction } from "@/server/platform/database";
import type { Severity } from "@/server/platform/generated/prisma/enums";
import type { Locale } from "@/server/words/locale";

/** What it is of. A room adds its kind, with the column that leads to its own row. */
export type NoticeOf =
  | { readonly kind: "incident"; readonly incidentUpdateId: string }
  | { readonly kind: "advisory"; readonly publicationId: string }
  /** `digestDay`: midnight in UTC of the day on which it is sent. */
  | { readonly kind: "digest"; readonly digestDay: Date; readonly digestSeverity: Severity }
  | { readonly kind: "content"; readonly contentPublicationId: string };

export interface PublicText {
  readonly subject: string;
  readonly text: string;
}

export interface NewNotice {
  readonly publisher: string;
  readonly of: NoticeOf;
  /** What subscribers read. Null: it goes to accounts alone, and nobody else hears of it. */
  readonly texts: Readonly<Record<Locale, PublicText>> | null;
}

/** @returns its id; a notice with texts waits for `queueSubscribers` and `closeList` */
export async function beginNotice(transaction: Transaction, { publisher, of, texts }: NewNotice): Promise<string> {
  const { id: noticeId } = await transaction.notice.create({ data: { publisher, ...of }, select: { id: true } });
  if (texts === null) {
    await closeList(transaction, noticeId);
    return noticeId;
  }
  const data = (["en", "nb"] as const).map((locale) => {
    const { subject, text } = texts[locale];
    return { noticeId, locale, subject, text };
  });
  await transaction.noticeText.createMany({ data });
  return noticeId;
}
