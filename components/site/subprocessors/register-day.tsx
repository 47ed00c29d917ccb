import type { ReactNode } from "react";
import { Callout } from "@/components/ui/callout";
import { dayInWords, momentOf } from "@/components/ui/time-words";
import type { CurrentWords } from "@/server/access/current-words";
import type { DayStanding } from "@/server/subprocessors/register-day";
import { type RegisterQuery, registerAddress } from "@/server/subprocessors/register-view";

/** Which day's register this is, wherever a day was asked for: nobody may take one day's for another's. */
export function RegisterDay(props: {
  standing: DayStanding;
  query: RegisterQuery;
  keptSince: Date | null;
  current: CurrentWords;
}) {
  const { standing, current } = props;
  if (standing === "now") return null;
  const tone = standing === "misread" || standing === "unrecorded" ? "warning" : "info";
  return (
    <Callout tone={tone} title={current.words("register.asOf.title")} locale={current.locale}>
      <p>{sentence({ ...props, standing })}</p>
    </Callout>
  );
}

function sentence({
  standing,
  query,
  keptSince,
  current: { locale, words, href },
}: {
  standing: Exclude<DayStanding, "now">;
  query: RegisterQuery;
  keptSince: Date | null;
  current: CurrentWords;
}): ReactNode {
  if (standing === "misread") return words("register.asOf.misread");
  const now = (text: ReactNode) => <a href={href(registerAddress(query, { asOf: null }))}>{text}</a>;
  const dayOf = (value: Date | string) => {
    const moment = momentOf(value);
    const machine = moment.machine.slice(0, 10);
    return {
      date: dayInWords(moment, "UTC", locale),
      day: (text: ReactNode) => <time dateTime={machine}>{text}</time>,
    };
  };
  if (standing === "unrecorded" && keptSince !== null)
    return words.rich("register.asOf.unrecorded", { ...dayOf(keptSince), now });
  const asked = dayOf(query.asOf ?? "");
  if (standing === "unrecorded") return words.rich("register.asOf.neverKept", { ...asked, now });
  if (standing === "today") return words.rich("register.asOf.today", asked);
  return words.rich(`register.asOf.${standing}`, { ...asked, now });
}
