/**
 * iCalendar (RFC 5545) to be subscribed to: METHOD:PUBLISH (RFC 5546 §3.2.1), every time in UTC, and nothing in it that
 * depends on when it is asked for, so that an event is touched only when what it tells of has moved.
 */
import icalendar, { ICalCalendarMethod, ICalEventStatus, ICalEventTransparency } from "ical-generator";
import { feedText } from "@/server/feeds/feed-text";

export const calendarType = "text/calendar; charset=utf-8; method=PUBLISH";

export interface Calendar {
  /** Who makes it, for PRODID: letters, digits and hyphens. */
  readonly maker: string;
  readonly name: string;
  readonly description: string;
  readonly events: readonly CalendarEvent[];
}

export interface CalendarEvent {
  /** Never changes, and is nobody else's in the world. */
  readonly id: string;
  /** Goes up when the event's time changes or it is cancelled. */
  readonly sequence: number;
  /** When what it says was last changed. */
  readonly stamp: Date;
  /** A moment, or a whole day as `YYYY-MM-DD`. */
  readonly start: Date | string;
  readonly title: string;
  readonly description: string;
  readonly page: URL;
  readonly cancelled: boolean;
}

const hourInSeconds = 3600;

export function renderCalendar({ maker, name, description, events }: Calendar): string {
  const calendar = icalendar({
    prodId: { company: maker, product: "trust-centre", language: "EN" },
    method: ICalCalendarMethod.PUBLISH,
    name: escaped(feedText(name)),
    description: escaped(feedText(description)),
    ttl: 6 * hourInSeconds,
  });
  for (const { id, sequence, stamp, start, title, description: text, page, cancelled } of events)
    calendar.createEvent({
      ...{ id, sequence, stamp, lastModified: stamp },
      ...(typeof start === "string" ? { start: new Date(start), allDay: true } : { start }),
      summary: feedText(title).replace(/\s+/g, " "),
      description: feedText(text),
      url: page.href,
      status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      // Nobody is busy because a change takes effect.
      transparency: ICalEventTransparency.TRANSPARENT,
    });
  return `${calendar.toString()}\r\n`;
}

/** The library escapes the texts of events (RFC 5545 §3.3.11), and of the calendar itself none. */
const escaped = (text: string) => text.replace(/[\\;,]/g, (letter) => `\\${letter}`).replaceAll("\n", "\\n");
