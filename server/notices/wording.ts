/**
 * What customers and subscribers read of a change of sub-processors (GDPR Art. 28(2)), as plain text. Pure: the mail, the
 * preview at the desk and the public page say the same. Names, fields and arguments are the publisher's own words and stay
 * as they were written, whatever the language of the notice.
 */
import { minuteInWords } from "@/server/content/calendar";
import { compose, type Message } from "@/server/mail/message";
import type { NoticeRelation } from "@/server/platform/generated/prisma/enums";
import {
  changedFields,
  type EntryField,
  entryFields,
  nameOf,
  type RegisterChange,
} from "@/server/subprocessors/changes/change";
import type { RegisterEntry } from "@/server/subprocessors/register";
import type { Locale } from "@/server/words/locale";
import { type Words, wordsIn } from "@/server/words/words";

/** An account by what its order forms say of the change, or whoever subscribed, who reads what the public page says. */
export type NoticeAudience = NoticeRelation | "subscriber";
export const noticeAudiences: readonly NoticeAudience[] = ["touches", "stays_excluded", "does_not_touch", "subscriber"];

export interface NoticeAddresses {
  /** The change's own page, with its origin. */
  readonly change: string;
  /** Where a customer files its objection, with its origin. */
  readonly objections: string;
}

interface Addressed {
  readonly publisher: { readonly name: string; readonly legalName: string };
  readonly relation: NoticeAudience;
  readonly urls: NoticeAddresses;
  /** References of the account's order forms that decide the relation; empty for whoever subscribed. */
  readonly orderForms: readonly string[];
  readonly locale: Locale;
}

export interface ChangeNotice extends Addressed {
  readonly change: Pick<
    RegisterChange,
    "kind" | "previous" | "entry" | "reasons" | "assessment" | "alternatives" | "waits" | "noticeDays"
  >;
  /** Before which it can't take effect for the reader. Null where nothing is known yet but the days. */
  readonly earliestEffectiveAt: Date | null;
}

export function changeNotice(notice: ChangeNotice): Message {
  const { change, publisher, locale } = notice;
  const words = wordsIn(locale);
  const { reasons, assessment, alternatives } = change;
  const told = valuesOf(notice);
  const titled = (title: string, text: string) => `${title.toUpperCase()}\n${text}`;
  return compose(
    "subprocessor-change",
    publisher.name,
    words(`changes.notice.subject.${change.kind}`, told),
    [
      words(`changes.notice.intro.${change.kind}`, told),
      relationText(notice, words),
      titled(words("changes.notice.what"), fieldLines(change, words).join("\n")),
      titled(words("changes.notice.why"), reasons),
      titled(words("changes.notice.assessment"), assessment),
      titled(words("changes.notice.alternatives"), alternatives),
      titled(words("changes.notice.when"), timeText(notice, words)),
      titled(words("changes.notice.object"), objectionText(notice, words)),
    ],
    words,
  );
}

export interface WithdrawalNotice extends Addressed {
  readonly change: Pick<RegisterChange, "kind" | "previous" | "entry">;
  readonly reason: string;
}

/** To those who were told of the change, or may have been. */
export function withdrawalNotice(notice: WithdrawalNotice): Message {
  const { change, publisher, reason, urls, locale } = notice;
  const words = wordsIn(locale);
  const told = valuesOf(notice);
  return compose(
    "subprocessor-withdrawal",
    publisher.name,
    words("changes.notice.withdrawal.subject", told),
    [
      words(`changes.notice.withdrawal.${change.kind}`, told),
      `${words("changes.notice.withdrawal.why").toUpperCase()}\n${reason}`,
      words("changes.notice.withdrawal.nothing"),
      `${words("changes.notice.page")}\n${urls.change}`,
    ],
    words,
  );
}

function valuesOf({ change, publisher }: { change: WithdrawalNotice["change"]; publisher: Addressed["publisher"] }) {
  const replaced = change.previous?.name ?? "";
  return { publisher: publisher.name, legalName: publisher.legalName, name: nameOf(change), replaced };
}

function relationText({ relation, orderForms, change }: ChangeNotice, words: Words): string {
  if (relation === "subscriber") return words("changes.notice.relation.subscriber");
  const forms = { count: orderForms.length, forms: orderForms.join(", "), name: nameOf(change) };
  return words(`changes.notice.relation.${relation}`, forms);
}

/** A line a field: all of a newcomer, what changes of an entry, and all of what goes. */
function fieldLines({ kind, previous, entry }: ChangeNotice["change"], words: Words): string[] {
  const said = (of: RegisterEntry | null, field: EntryField) => of?.[field] ?? words("site.notStated");
  const labelled = (field: EntryField, text: string) =>
    words("changes.notice.line", { field: words(`register.columns.${field}`), text });
  const whole = (of: RegisterEntry | null) => entryFields.map((field) => labelled(field, said(of, field)));
  if (kind === "addition") return whole(entry);
  if (kind === "removal") return whole(previous);
  if (kind === "replacement")
    return [words("changes.notice.until"), ...whole(previous), "", words("changes.notice.fromThen"), ...whole(entry)];
  return changedFields({ previous, entry }).map((field) =>
    labelled(field, words("changes.notice.beforeAfter", { before: said(previous, field), after: said(entry, field) })),
  );
}

function timeText({ change, earliestEffectiveAt, urls, locale }: ChangeNotice, words: Words): string {
  const page = `${words("changes.notice.page")}\n${urls.change}`;
  if (!change.waits) return `${words("changes.notice.atOnce")}\n${page}`;
  const days = words("changes.notice.noEarlier", { days: change.noticeDays });
  const earliest =
    earliestEffectiveAt === null
      ? []
      : [words("changes.notice.earliest", { time: minuteInWords(earliestEffectiveAt, locale) })];
  return [[days, ...earliest].join(" "), words("changes.notice.exact"), urls.change].join("\n");
}

function objectionText({ change, relation, urls, publisher }: ChangeNotice, words: Words): string {
  if (!change.waits) return words("changes.notice.noObjection", { publisher: publisher.name });
  const how = words(relation === "subscriber" ? "changes.notice.customersObject" : "changes.notice.youObject");
  return `${how}\n${urls.objections}`;
}
