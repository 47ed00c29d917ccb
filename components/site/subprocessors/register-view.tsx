import { RegisterDay } from "@/components/site/subprocessors/register-day";
import { RegisterFacts } from "@/components/site/subprocessors/register-facts";
import { RegisterFiles } from "@/components/site/subprocessors/register-files";
import { RegisterFilter } from "@/components/site/subprocessors/register-filter";
import { RegisterTable } from "@/components/site/subprocessors/register-table";
import { Callout } from "@/components/ui/callout";
import { PageHeader } from "@/components/ui/page-header";
import { SectionHeading } from "@/components/ui/section-heading";
import { currentWords } from "@/server/access/current-words";
import type { Pack } from "@/server/content/pack";
import type { Register } from "@/server/subprocessors/register";
import { dayStanding } from "@/server/subprocessors/register-day";
import { locationsOf, type RegisterQuery, viewRegister } from "@/server/subprocessors/register-view";

/** The register of sub-processors: all of it, what of it was asked for, and how it will change. */
export async function RegisterView({
  pack,
  register,
  query,
  at,
}: {
  pack: Pack;
  register: Register;
  query: RegisterQuery;
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
        <p>{words("register.changes.none")}</p>
        <p>{words("register.changes.rule", { days: noticeDays })}</p>
      </section>
      <RegisterFiles example={entries[0]?.id ?? "id"} current={current} />
    </>
  );
}
