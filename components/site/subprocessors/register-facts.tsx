import { TimeText } from "@/components/ui/time-text";
import type { CurrentWords } from "@/server/access/current-words";
import type { Pack } from "@/server/content/pack";
import type { Register } from "@/server/subprocessors/register";
import { type DayStanding, fileAddress } from "@/server/subprocessors/register-day";

/** What a careful reader looks for first: how much there is, since when, on whose word, and how it changes. */
export function RegisterFacts({
  pack: { pages, publisher },
  register: { entries, keptSince },
  standing,
  asOf,
  current: { locale, words, href },
}: {
  pack: Pack;
  register: Register;
  standing: DayStanding;
  asOf: string | null;
  current: CurrentWords;
}) {
  const source = Object.values(pages).find(({ meta }) => !meta.derivedFrom);
  return (
    <dl className="document-meta">
      {standing === "unrecorded" ? null : (
        <div>
          <dt>{words("register.facts.entries")}</dt>
          <dd>{words("register.count", { count: entries.length })}</dd>
        </div>
      )}
      <div>
        <dt>{words("register.facts.keptSince")}</dt>
        <dd>
          {keptSince === null ? (
            words("register.facts.notYet")
          ) : (
            <TimeText value={keptSince} precision="day" locale={locale} />
          )}
        </dd>
      </div>
      {source === undefined ? null : (
        <div>
          <dt>{words("register.facts.stated")}</dt>
          <dd>
            <a href={href(source.address)} lang={locale === "en" ? undefined : "en"}>
              {source.meta.title} {source.meta.version}
            </a>
          </dd>
        </div>
      )}
      <div>
        <dt>{words("register.facts.notice")}</dt>
        <dd>{words("register.facts.noticeDays", { days: publisher.noticeDays })}</dd>
      </div>
      <div>
        <dt>{words("register.facts.formats")}</dt>
        <dd>
          <a href={fileAddress("json", asOf)}>JSON</a>, <a href={fileAddress("csv", asOf)}>CSV</a>
        </dd>
      </div>
    </dl>
  );
}
