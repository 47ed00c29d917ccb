import type { CurrentWords } from "@/server/access/current-words";
import type { NoticedChange } from "@/server/notices/received/queries";
import { TimeText } from "../ui/time-text";

/** Until when the account may object, or why there is no such day. */
export function WindowText({ change, at, current }: { change: NoticedChange; at: Date; current: CurrentWords }) {
  const { locale, words } = current;
  if (change.state === "withdrawn") return "—";
  if (!change.waits) return words("received.window.none");
  if (change.windowUntil === null) return words("received.window.notFixed");
  return <TimeText value={change.windowUntil} now={at} short locale={locale} />;
}

/** When the change is in force for the account, or what that waits for. */
export function InForceText({ change, at, current }: { change: NoticedChange; at: Date; current: CurrentWords }) {
  const { locale, words } = current;
  if (change.state === "withdrawn") return words("received.standing.withdrawn");
  if (change.excluded) return words("received.standing.excluded");
  if (change.onHold) return words("received.standing.onHold");
  if (change.effectiveAt === null) return words("received.window.notFixed");
  return <TimeText value={change.effectiveAt} now={at} short locale={locale} />;
}
