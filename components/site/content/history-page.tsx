import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { publicMetadata } from "@/components/site/public-metadata";
import { PublicPage } from "@/components/site/public-page";
import { PageHeader } from "@/components/ui/page-header";
import { type CurrentWords, currentWords } from "@/server/access/current-words";
import { currentPack } from "@/server/content/current-pack";
import { held } from "@/server/content/held";
import { pageDifference } from "@/server/content/page-difference";
import { type Comparison, chooseComparison, type NoComparison, versionsOf } from "@/server/content/versions";
import { now } from "@/server/platform/clock";
import { ChooseVersions } from "./choose-versions";
import { DifferenceView } from "./difference-view";
import { VersionTable } from "./version-table";

const version = z.string().optional().catch(undefined);
/** What the address asks for; a version given twice counts as none. */
export const AskedVersions = z.object({ from: version, to: version });
export type AskedVersions = z.infer<typeof AskedVersions>;

/** Every version of a page, and what changed between two of them: the last two unless others are asked for. */
export async function HistoryPage({ name, asked }: { name: string; asked: AskedVersions }) {
  const pack = await currentPack();
  const page = held(pack.pages, name);
  if (page === undefined) notFound();
  const current = await currentWords();
  const { words, href } = current;
  const versions = versionsOf(page);
  const chosen = chooseComparison(versions, asked);
  const compared = typeof chosen !== "string";
  return (
    <PublicPage path={`${page.address}/history`}>
      <PageHeader
        title={words.rich("history.titleInPage", {
          title: page.meta.title,
          page: (title) => <span lang="en">{title}</span>,
        })}
        lead={words("history.description")}
        actions={<a href={href(page.address)}>{words("history.back")}</a>}
      />
      <section aria-labelledby="versions">
        <h2 id="versions">{words("history.versions")}</h2>
        <VersionTable versions={versions} action={`${page.address}/history`} current={current} />
      </section>
      <section aria-labelledby="differences">
        <h2 id="differences">{words("history.differences")}</h2>
        <div className="grid gap-6">
          {chosen === "one-text" ? null : (
            <ChooseVersions
              versions={versions}
              action={`${page.address}/history`}
              chosen={compared ? { from: chosen.from.meta.version, to: chosen.to.meta.version } : asked}
              current={current}
            />
          )}
          {compared ? (
            <Differences comparison={chosen} sections={pageDifference(pack, chosen, now())} current={current} />
          ) : (
            <p role={chosen === "one-text" ? undefined : "alert"}>
              {whyNot(chosen, { several: versions.length > 1, asked, current })}
            </p>
          )}
        </div>
      </section>
    </PublicPage>
  );
}

function Differences({
  comparison: { from, to },
  sections,
  current,
}: {
  comparison: Comparison;
  sections: ReturnType<typeof pageDifference>;
  current: CurrentWords;
}) {
  const heading = current.words("history.summary", { from: from.meta.version, to: to.meta.version });
  return <DifferenceView heading={heading} sections={sections} current={current} />;
}

function whyNot(
  reason: NoComparison,
  { several, asked, current: { words } }: { several: boolean; asked: AskedVersions; current: CurrentWords },
): string {
  if (reason === "one-text") return words(several ? "history.oneText" : "history.oneVersion");
  if (reason === "unknown") return words("history.unknown");
  return words("history.theSame", { version: asked.to ?? asked.from ?? "" });
}

export async function historyMetadata(name: string): Promise<Metadata> {
  const page = held((await currentPack()).pages, name);
  if (page === undefined) return {};
  return publicMetadata({
    path: `${page.address}/history`,
    title: (words) => words("history.title", { title: page.meta.title }),
    description: (words) => words("history.description"),
  });
}
