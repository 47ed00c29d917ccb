/**
 * Changes of sub-processors as a feed and as a calendar. Both say the same whenever they are asked for, until a change
 * moves on: nothing in them is counted from now. They are in English, because one address has one text.
 */
import { minuteInWords } from "@/server/content/calendar";
import type { Pack } from "@/server/content/pack";
import type { Calendar, CalendarEvent } from "@/server/feeds/calendar";
import type { Feed, FeedEntry } from "@/server/feeds/feed";
import { uuidOf } from "@/server/feeds/name-uuid";
import { days, later } from "@/server/platform/clock";
import { entryFields } from "@/server/subprocessors/changes/change";
import type { FeedChange, FeedChanges } from "@/server/subprocessors/changes/feed-queries";
import { wordsIn } from "@/server/words/words";

export interface FeedOwner {
  readonly pack: Pick<Pack, "name" | "publisher">;
  /** The site's origin. */
  readonly site: URL;
  /** Of whom readers can be told at once when the feed changes; empty where there is none. */
  readonly hubs: readonly URL[];
  /** What is told is made up, and says so. */
  readonly demonstration: boolean;
}

const words = wordsIn("en");

export function changeFeed({ pack, site, hubs, demonstration }: FeedOwner, { changes, keptSince }: FeedChanges): Feed {
  const { short, legal } = pack.publisher.names;
  const marked = (text: string) => (demonstration ? words("feeds.changes.demonstration", { text }) : text);
  return {
    id: `urn:uuid:${uuidOf(`${pack.name}/changes of sub-processors`)}`,
    title: marked(words("feeds.changes.title", { publisher: short })),
    description: marked(words("feeds.changes.description", { legalName: legal })),
    language: "en",
    page: new URL("/subprocessors/changes", site),
    author: legal,
    updated: changes[0]?.updated ?? keptSince ?? new Date(0),
    entries: changes.map((change) => entryOf(change, pageOf(change, site))),
    ...(hubs.length === 0 ? {} : { hubs }),
    stylesheet: "/feed.css",
  };
}

function entryOf(change: FeedChange, page: URL): FeedEntry {
  const summary = standing(change);
  return {
    id: `urn:uuid:${change.id}`,
    title: headline(change),
    page,
    published: change.noticedAt,
    updated: change.updated,
    summary,
    paragraphs: [summary, ...told(change), words("feeds.changes.page", { address: page.href })],
    categories: [words(`changes.kind.${change.kind}`), words(`changes.state.${change.state}`)],
  };
}

const headline = ({ kind, name, replaces }: FeedChange) =>
  words(`changes.headline.${kind}`, { name, replaced: replaces ?? "" });

function standing({ state, waits, effectiveAt, withdrawnAt }: FeedChange): string {
  const at = (moment: Date) => ({ time: minuteInWords(moment, "en") });
  if (withdrawnAt !== null) return words("feeds.changes.withdrawn", at(withdrawnAt));
  if (state === "effective") return words("feeds.changes.effective", at(effectiveAt));
  return words(waits ? "feeds.changes.noticed" : "feeds.changes.noticedAtOnce", at(effectiveAt));
}

function told({ entry, reasons, alternatives, waits, withdrawnReason }: FeedChange): string[] {
  const fields = entryFields.flatMap((field) => {
    const text = entry?.[field] ?? null;
    return text === null ? [] : [words("changes.notice.line", { field: words(`register.columns.${field}`), text })];
  });
  return [
    ...(withdrawnReason === null ? [] : [words("feeds.changes.withdrawnBecause", { text: withdrawnReason })]),
    ...(fields.length === 0 ? [] : [[words("changes.notice.fromThen"), ...fields].join("\n")]),
    words("feeds.changes.why", { text: reasons }),
    ...(waits ? [words("feeds.changes.alternatives", { text: alternatives })] : []),
  ];
}

/** An event for the time from which a change holds, and one for the last day on which objecting has all day. */
export function changeCalendar({ pack, site, demonstration }: FeedOwner, { changes }: FeedChanges): Calendar {
  const { short, legal } = pack.publisher.names;
  const marked = (text: string) => (demonstration ? words("feeds.changes.demonstration", { text }) : text);
  return {
    maker: pack.name,
    name: marked(words("feeds.calendar.title", { publisher: short })),
    description: marked(words("feeds.calendar.description", { legalName: legal })),
    events: changes.flatMap((change) => eventsOf(change, pageOf(change, site))),
  };
}

function eventsOf(change: FeedChange, page: URL): CalendarEvent[] {
  const { id, waits, effectiveAt, noticedAt, withdrawnAt, withdrawnReason } = change;
  const cancelled = withdrawnAt !== null;
  const shared = { page, cancelled, sequence: cancelled ? 1 : 0, stamp: withdrawnAt ?? noticedAt };
  const told = { headline: headline(change) };
  const why = cancelled
    ? [standing(change), words("feeds.changes.withdrawnBecause", { text: withdrawnReason ?? "" })]
    : [];
  const [until, address] = [
    words("feeds.calendar.until", { time: minuteInWords(effectiveAt, "en") }),
    words("feeds.changes.page", { address: page.href }),
  ];
  const effective = {
    ...{ ...shared, id: `${id}-effective`, start: effectiveAt, title: words("feeds.calendar.effective", told) },
    description: [...why, words("feeds.changes.why", { text: change.reasons }), address].join("\n\n"),
  };
  if (!waits) return [effective];
  const objection = {
    ...{
      ...shared,
      id: `${id}-objection`,
      start: dayBefore(effectiveAt),
      title: words("feeds.calendar.objection", told),
    },
    description: [...why, until, address].join("\n\n"),
  };
  return [objection, effective];
}

const pageOf = ({ id }: FeedChange, site: URL) => new URL(`/subprocessors/changes/${id}`, site);

const dayBefore = (moment: Date) => later(moment, -days).toISOString().slice(0, 10);
