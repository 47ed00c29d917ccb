import { PublicPage } from "@/components/site/public-page";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { TimeText } from "@/components/ui/time-text";
import { currentWords } from "@/server/access/current-words";
import { currentPack } from "@/server/content/current-pack";
import { listThanks, type Thanks } from "@/server/vulnerabilities/queries";
import { reportPath } from "@/server/vulnerabilities/security-text";

/** Those who reported vulnerabilities and agreed to be named, newest first, a section a year. */
export async function ThanksPage() {
  const { words, locale, href } = await currentWords();
  const thanks = await listThanks((await currentPack()).name);
  const report = <ButtonLink href={href(reportPath)}>{words("vulnerability.thanks.report")}</ButtonLink>;
  return (
    <PublicPage path="/acknowledgements">
      <PageHeader title={words("vulnerability.thanks.title")} lead={words("vulnerability.thanks.lead")} />
      {thanks.length === 0 ? (
        <EmptyState title={words("vulnerability.thanks.emptyTitle")} action={report}>
          {words("vulnerability.thanks.empty")}
        </EmptyState>
      ) : (
        <div className="max-w-2xl space-y-10">
          {yearsOf(thanks).map(([year, named]) => (
            <section key={year} aria-labelledby={`thanks-${year}`} className="space-y-3">
              <h2 id={`thanks-${year}`}>{words("vulnerability.thanks.list", { year: String(year) })}</h2>
              <ul className="divide-y divide-hairline border-y border-hairline">
                {named.map(({ id, name, at }) => (
                  <li key={id} className="flex flex-wrap justify-between gap-x-6 py-2">
                    <bdi className="wrap-anywhere">{name}</bdi>
                    <span className="text-muted">
                      <TimeText value={at} precision="day" locale={locale} />
                    </span>
                  </li>
                ))}
              </ul>
            </section>
          ))}
          <p>{report}</p>
        </div>
      )}
    </PublicPage>
  );
}

/** In the order in which they come. */
function yearsOf(thanks: readonly Thanks[]): [number, Thanks[]][] {
  const years = new Map<number, Thanks[]>();
  for (const each of thanks) {
    const year = each.at.getUTCFullYear();
    years.set(year, [...(years.get(year) ?? []), each]);
  }
  return [...years];
}
