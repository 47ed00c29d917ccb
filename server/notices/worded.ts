/** The notices of a change as this deployment words them: its publisher's names and its own addresses. */
import type { Publisher } from "@/server/content/publisher-schema";
import type { Message } from "@/server/mail/message";
import { type ChangeNotice, changeNotice, type NoticeAudience } from "@/server/notices/wording";
import { settings } from "@/server/platform/env";
import { type Locale, localHref } from "@/server/words/locale";

/** Addresses of the pages of a change, with the deployment's origin, in a language. */
export function noticeAddresses(changeId: string, locale: Locale): ChangeNotice["urls"] {
  const absolute = (path: string) => new URL(localHref(locale, path), settings().publicUrl).href;
  return { change: absolute(`/subprocessors/changes/${changeId}`), objections: absolute("/portal/objections") };
}

/** What whoever subscribed reads, and the public page shows. */
export function publicNotice(
  change: ChangeNotice["change"] & { readonly id: string },
  { names }: Pick<Publisher, "names">,
  locale: Locale,
): Message {
  return noticeFor("subscriber", change, { names }, { locale, earliestEffectiveAt: null, orderForms: [] });
}

export function noticeFor(
  relation: NoticeAudience,
  change: ChangeNotice["change"] & { readonly id: string },
  { names }: Pick<Publisher, "names">,
  told: Pick<ChangeNotice, "locale" | "earliestEffectiveAt" | "orderForms">,
): Message {
  const publisher = { name: names.short, legalName: names.legal };
  return changeNotice({ relation, change, publisher, urls: noticeAddresses(change.id, told.locale), ...told });
}
