import { notFound } from "next/navigation";
import { ChangeFacts } from "@/components/desk/changes/change-facts";
import { NextStep } from "@/components/desk/changes/next-step";
import { DoneCallout } from "@/components/desk/done-callout";
import { ChangeDifference } from "@/components/site/subprocessors/change-difference";
import { Arguments, headlineOf, NoticeWindow } from "@/components/site/subprocessors/change-words";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { PageHeader } from "@/components/ui/page-header";
import { requireViewer } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";
import { readChange } from "@/server/subprocessors/changes/desk-queries";
import { DeskFrame } from "../../../desk-frame";
import { type IdParameter, idOf, type SearchParameter, textOf } from "../../../desk-parameters";
import { pageTitle } from "../../../page-title";

const done = ["proposed", "edited", "approved", "withdrawn"] as const;

export const generateMetadata = pageTitle("changes.desk.one");

export default async function ChangePage({ params, searchParams }: IdParameter & SearchParameter) {
  const viewer = await requireViewer("change:read");
  const current = await currentWords();
  const { locale, words, href } = current;
  const { name, publisher } = await currentPack();
  const change = await readChange(viewer, name, await idOf(params));
  if (change === null) notFound();
  const at = now();
  const sentences = Object.fromEntries(done.map((each) => [each, words(`changes.desk.done.${each}`)]));
  return (
    <DeskFrame viewer={viewer} path={`/desk/subprocessors/changes/${change.id}`}>
      <div className="space-y-4">
        <Breadcrumbs
          trail={[{ label: words("changes.desk.title"), href: href("/desk/subprocessors") }]}
          locale={locale}
        />
        <PageHeader title={<bdi className="wrap-anywhere">{headlineOf(change, current)}</bdi>} />
      </div>
      <DoneCallout done={await textOf(searchParams, "done")} sentences={sentences} locale={locale} />
      <ChangeFacts change={change} at={at} current={current} />
      {change.state === "noticed" && change.waits && change.effectiveAt !== null ? (
        <NoticeWindow noticeDays={change.noticeDays} effectiveAt={change.effectiveAt} at={at} current={current} />
      ) : null}
      <section aria-labelledby="what" className="space-y-4">
        <h2 id="what">{words("changes.part.what")}</h2>
        <ChangeDifference change={change} current={current} />
      </section>
      <Arguments change={change} current={current} />
      <NextStep change={change} viewer={viewer} noticeDays={publisher.noticeDays} current={current} />
    </DeskFrame>
  );
}
