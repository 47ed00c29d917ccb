import { notFound } from "next/navigation";
import { WithdrawChangeForm } from "@/components/desk/changes/withdraw-form";
import { headlineOf } from "@/components/site/subprocessors/change-words";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Callout } from "@/components/ui/callout";
import { PageHeader } from "@/components/ui/page-header";
import { requireViewer } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { currentPack } from "@/server/content/current-pack";
import { readChange } from "@/server/subprocessors/changes/desk-queries";
import { DeskFrame } from "../../../../desk-frame";
import { type IdParameter, idOf } from "../../../../desk-parameters";
import { pageTitle } from "../../../../page-title";

export const generateMetadata = pageTitle("changes.desk.withdrawal.title");

export default async function ChangeWithdrawalPage({ params }: IdParameter) {
  const viewer = await requireViewer("change:withdraw");
  const current = await currentWords();
  const { locale, words, href } = current;
  const change = await readChange(viewer, (await currentPack()).name, await idOf(params));
  if (change === null) notFound();
  const { state } = change;
  const path = `/desk/subprocessors/changes/${change.id}`;
  return (
    <DeskFrame viewer={viewer} path={`${path}/withdrawal`}>
      <div className="space-y-4">
        <Breadcrumbs
          trail={[
            { label: words("changes.desk.title"), href: href("/desk/subprocessors") },
            { label: headlineOf(change, current), href: href(path) },
          ]}
          locale={locale}
        />
        <PageHeader title={words("changes.desk.withdrawal.title")} />
      </div>
      {state === "effective" || state === "withdrawn" ? (
        <Callout locale={locale}>
          {words(state === "effective" ? "changes.desk.over" : "changes.desk.withdrawnOver")}
        </Callout>
      ) : (
        <>
          <Callout tone="danger" title={words("changes.desk.withdrawal.warning")} locale={locale}>
            {words(`changes.desk.withdrawal.${state}`)}
          </Callout>
          <WithdrawChangeForm changeId={change.id} state={state} current={current} />
        </>
      )}
      <p>
        <a href={href(path)}>{words("changes.desk.withdrawal.back")}</a>
      </p>
    </DeskFrame>
  );
}
