/** From a row to a message that can be sent: whom it goes to and what it says, opened for that moment alone. */
import type { Parcel } from "@/server/mail/transport";
import { openContent, openRecipient } from "@/server/notices/sealed-notice";
import type { Leased } from "@/server/notices/sending/lease";
import { type OpenedSubscriber, openSubscribers } from "@/server/notices/subscriptions/queries";
import type { Database } from "@/server/platform/database";
import type { Locale } from "@/server/words/locale";
import { wordsIn } from "@/server/words/words";

/** `erased`: the account's data is gone; `unsubscribed`: the subscription is. */
export type Letter = Parcel | "erased" | "unsubscribed";

interface Text {
  readonly subject: string;
  readonly text: string;
}

export class Letters {
  /** By notice and language: what a hundred thousand subscribers are told is read once. */
  readonly #texts = new Map<string, Promise<Text>>();

  constructor(
    readonly database: Database,
    readonly from: string,
    readonly publisher: string,
  ) {}

  /** Opens the subscribers of a batch with one question, by their ids. */
  async subscribersOf(batch: readonly Leased[]): Promise<ReadonlyMap<string, OpenedSubscriber>> {
    const ids = batch.flatMap(({ subscriptionId }) => subscriptionId ?? []);
    if (ids.length === 0) return new Map();
    const opened = await openSubscribers(this.database, this.publisher, ids);
    return new Map(opened.map((subscriber) => [subscriber.id, subscriber]));
  }

  async open(leased: Leased, subscriber: OpenedSubscriber | undefined): Promise<Letter> {
    const { accountId, sealed } = leased;
    if (accountId !== null && sealed !== null) return this.#toAccount({ ...leased, accountId, sealed });
    if (subscriber === undefined) return "unsubscribed";
    const { subject, text } = await this.#text(leased.noticeId, subscriber.locale);
    const { href } = subscriber.unsubscribe;
    return {
      ...this.#envelope(leased, subscriber.email),
      subject,
      text: `${text.trimEnd()}\n\n${wordsIn(subscriber.locale)("mail.unsubscribe", { address: href })}\n`,
      listUnsubscribe: subscriber.unsubscribe,
    };
  }

  async #toAccount(leased: Leased & { accountId: string; sealed: Uint8Array }): Promise<Letter> {
    const { noticeId, accountId } = leased;
    const told = await this.database.accountNotice.findUniqueOrThrow({
      where: { noticeId_accountId: { noticeId, accountId } },
      select: { sealed: true },
    });
    if (told.sealed === null) throw new Error("the account's text was not written");
    const recipient = await openRecipient(this.database, leased);
    const content = await openContent(this.database, { noticeId, accountId, sealed: told.sealed });
    if (recipient === null || content === null) return "erased";
    return { ...this.#envelope(leased, recipient.email), subject: content.subject, text: content.text };
  }

  #envelope({ messageId }: Leased, to: string) {
    return { from: this.from, to, messageId, attachments: [] };
  }

  #text(noticeId: string, locale: Locale): Promise<Text> {
    const key = `${noticeId}/${locale}`;
    const known = this.#texts.get(key);
    if (known !== undefined) return known;
    const text = this.database.noticeText.findUniqueOrThrow({ where: { noticeId_locale: { noticeId, locale } } });
    this.#texts.set(key, text);
    return text;
  }
}
