/**
 * What the portal itself keeps of people, and for how long: from the retention settings in force, so that the page cannot
 * promise what the nightly clean-up does not do. Where a record is kept without an end, it says so.
 */
import { linkLifetime, subscriptionLinkLifetime } from "@/server/accounts/links";
import { longestWindow } from "@/server/accounts/rate-limit";
import { sessionCookieName, sessionLifetime } from "@/server/accounts/sessions";
import type { Publisher } from "@/server/content/publisher-schema";
import { hours, minutes } from "@/server/platform/clock";
import type { SearchSection } from "@/server/site/search/section";
import type { Locale } from "@/server/words/locale";
import { type Words, wordsIn } from "@/server/words/words";

type Keep = Publisher["portal"]["keep"];

export interface KeptRecord {
  /** The anchor of its section. */
  readonly id: string;
  readonly title: string;
  /** What it holds. */
  readonly holds: string;
  readonly why: string;
  /** Until when, in words with the setting's figure. */
  readonly until: string;
}

/** In the order in which a person comes to them. */
const recordNames = [
  "visits",
  "rateLimits",
  "accessRequests",
  "links",
  "sessions",
  "contacts",
  "agreements",
  "downloads",
  "subscriptions",
  "vulnerabilityReports",
  "webhooks",
  "privateFeeds",
  "objections",
  "mail",
  "audit",
  "serverLog",
] as const;
type RecordName = (typeof recordNames)[number];

/** Which record tells of each setting: one that is missing here does not compile, and a test looks for its figure. */
export const toldBy: Record<keyof Keep, RecordName> = {
  unconfirmedAccessRequestsDays: "accessRequests",
  declinedAccessRequestsDays: "accessRequests",
  usedLinksDays: "links",
  endedSessionsDays: "sessions",
  closedVulnerabilityReportsDays: "vulnerabilityReports",
  webhookLogDays: "webhooks",
  objectionDraftsDays: "objections",
  sentMailDays: "mail",
};

export function keptRecords({ portal, statedRetention }: Publisher, words: Words): KeptRecord[] {
  const values = {
    ...portal.keep,
    linkMinutes: linkLifetime / minutes,
    subscriptionLinkHours: subscriptionLinkLifetime / hours,
    sessionHours: sessionLifetime / hours,
    limitHours: longestWindow / hours,
    agreementYears: statedRetention.signedAgreementsYears ?? 0,
  };
  return recordNames.map((name) => ({
    id: anchorOf(name),
    title: words(`privacy.records.${name}.title`),
    holds: words(`privacy.records.${name}.holds`),
    why: words(`privacy.records.${name}.why`),
    until: words(`privacy.records.${name}.until`, values),
  }));
}

/** `accessRequests` → `access-requests`. */
export const anchorOf = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

export interface DeviceRecord {
  readonly name: string;
  readonly kind: "cookie" | "storage";
  readonly purpose: string;
  readonly until: string;
}

/** What is kept on a person's own device. */
export function deviceRecords(words: Words): DeviceRecord[] {
  return [
    {
      name: sessionCookieName(),
      kind: "cookie",
      purpose: words("privacy.device.session"),
      until: words("privacy.device.sessionUntil", { hours: sessionLifetime / hours }),
    },
    {
      name: "theme",
      kind: "storage",
      purpose: words("privacy.device.theme"),
      until: words("privacy.device.storageUntil"),
    },
    {
      name: "search-key",
      kind: "storage",
      purpose: words("privacy.device.searchKey"),
      until: words("privacy.device.storageUntil"),
    },
  ];
}

/** For search. */
export function privacySections(publisher: Publisher, locale: Locale): SearchSection[] {
  const words = wordsIn(locale);
  const page = { text: words("site.footer.privacy"), locale };
  return keptRecords(publisher, words).map(({ id, title, holds, why, until }) => ({
    path: "/privacy",
    anchor: id,
    page,
    heading: title,
    text: `${holds} ${why} ${until}`,
    locale,
  }));
}
