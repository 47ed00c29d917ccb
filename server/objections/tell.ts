/** Tells one side of an objection, in that side's language, with the day it has where there is one. */
import type { Pack } from "@/server/content/pack";
import { type About, tellAccount, tellStaff } from "@/server/objections/correspondence";
import { objectionMessage, type Told } from "@/server/objections/messages";
import type { Transaction } from "@/server/platform/database";
import { type Locale, localeTag } from "@/server/words/locale";

export interface Teller {
  readonly pack: Pack;
  readonly objection: About & { readonly reference: string; readonly changeName: string };
}

interface Telling {
  readonly told: Told;
  /** By when that side is asked to answer. */
  readonly day?: Date | undefined;
  readonly attachmentId?: string;
}

export const toAccount = (transaction: Transaction, teller: Teller, telling: Telling): Promise<void> =>
  tellAccount(transaction, teller.objection, composer(teller, telling), telling.attachmentId);

export const toStaff = (transaction: Transaction, teller: Teller, telling: Telling): Promise<void> =>
  tellStaff(transaction, teller.objection, composer(teller, telling), telling.attachmentId);

const composer =
  ({ pack, objection }: Teller, { told, day }: Telling): Parameters<typeof tellStaff>[2] =>
  (words, address, locale) => {
    const facts = {
      publisher: pack.publisher.names.short,
      reference: objection.reference,
      change: objection.changeName,
    };
    return objectionMessage(words, told, facts, address, day === undefined ? "" : dayIn(locale, day));
  };

const dayIn = (locale: Locale, day: Date) =>
  new Intl.DateTimeFormat(localeTag[locale], { dateStyle: "long", timeZone: "UTC" }).format(day);
