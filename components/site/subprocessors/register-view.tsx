import { headline } from "@/components/site/subprocessors/change-words";
import { FollowChanges } from "@/components/site/subprocessors/follow-changes";
import { RegisterDay } from "@/components/site/subprocessors/register-day";
import { RegisterFacts } from "@/components/site/subprocessors/register-facts";
import { RegisterFiles } from "@/components/site/subprocessors/register-files";
import { RegisterFilter } from "@/components/site/subprocessors/register-filter";
import { RegisterTable } from "@/components/site/subprocessors/register-table";
import { RegisterTimeline } from "@/components/site/subprocessors/register-timeline";
import { Callout } from "@/components/ui/callout";
import { PageHeader } from "@/components/ui/page-header";
import { SectionHeading } from "@/components/ui/section-heading";
import { TimeText } from "@/components/ui/time-text";
import { type CurrentWords, currentWords } from "@/server/access/current-words";
import type { Pack } from "@/server/content/pack";
import type { ChangeSummary } from "@/server/subprocessors/changes/queries";
import type { Timeline } from "@/server/subprocessors/changes/timeline";
import type { Register } from "@/server/subprocessors/register";
import { dayStanding } from "@/server/subprocessors/register-day";
import { locationsOf, type RegisterQuery, viewRegister } from "@/server/subprocessors/register-view";

/** The register of sub-processors: all of it, what of it was asked for, and how it will change. */
export async function RegisterView({
  pack,
  register,
  query,
  coming,
  timeline,
  at,
}: {
  pack: Pack;
  register: Register;
  query: RegisterQuery;
  /** Changes under notice. */
  coming: readonly ChangeSummary[];
  /** Null where no register is kept yet. */
  timeline: Timeline | null;
  /** Now, whichever day is asked for. */
  at: Date;
}) {
  const current = await currentWords();
  const { locale, words } = current;
  const { entries, keptSince } = register;
  const standing = dayStanding(query, keptSince, at);
  const { names, noticeDays } = pack.publisher;
  const english = locale === "en" ? undefined : "en";
  return (
    <>
      <PageHeader
        title={words("register.title")}
        lead={words("register.lead", { name: names.short })}
        meta={<RegisterFacts pack={pack} register={register} standing={standing} asOf={query.asOf} current={current} />}
      />
      <Callout title={words("register.fullerList")} locale={locale}>
        <p lang={english}>{pack.subProcessors.fullerList}</p>
      </Callout>
      <RegisterDay standing={standing} query={query} keptSince={keptSince} current={current} />
      <RegisterFilter query={query} locations={locationsOf(entries, locale)} current={current} />
      {/* Nothing is known of such a day: an empty table would say that the publisher named nobody. */}
      {standing === "unrecorded" ? null : (
        <RegisterTable
          shown={viewRegister(entries, query, locale)}
          total={entries.length}
          query={query}
          current={current}
        />
      )}
      <section className="prose">
        <SectionHeading level={2} id="changes" locale={locale}>
          {words("register.changes.title")}
        </SectionHeading>
        <Coming coming={coming} current={current} />
        <p>{words("register.changes.rule", { days: noticeDays })}</p>
        <p>
          {words.rich("register.changes.all", {
            link: (text) => <a href={current.href("/subprocessors/changes")}>{text}</a>,
          })}
        </p>
      </section>
      {timeline === null ? null : <RegisterTimeline timeline={timeline} at={at} current={current} />}
      <FollowChanges current={current} />
      <RegisterFiles example={entries[0]?.id ?? "id"} current={current} />
    </>
  );
}

function Coming({ coming, current }: { coming: readonly ChangeSummary[]; current: CurrentWords }) {
  const { locale, words, href } = current;
  if (coming.length === 0) return <p>{words("register.changes.none")}</p>;
  return (
    <>
      <p>{words("changes.public.comingLink", { count: coming.length })}</p>
      <ul>
        {coming.map((change) => (
          <li key={change.id}>
            <a href={href(`/subprocessors/changes/${change.id}`)} dir="auto">
              {headline(change, current)}
            </a>
            {change.effectiveAt === null ? null : (
              <>
                {": "}
                <TimeText value={change.effectiveAt} locale={locale} />
              </>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
