import { notFound } from "next/navigation";
import { ImportReview } from "@/components/order-forms/import/import-review";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Callout } from "@/components/ui/callout";
import { PageHeader } from "@/components/ui/page-header";
import { SummaryList } from "@/components/ui/summary-list";
import { TimeText } from "@/components/ui/time-text";
import { requireViewer } from "@/server/access/current-viewer";
import { type CurrentWords, currentWords } from "@/server/access/current-words";
import { type ImportView, readImport } from "@/server/order-forms/import/queries";
import { now } from "@/server/platform/clock";
import { DeskFrame } from "../../../desk-frame";
import { idOf, type SearchParameter, textOf } from "../../../desk-parameters";
import { pageTitle } from "../../../page-title";

export const generateMetadata = pageTitle("imports.title");

type Parameters = SearchParameter & { readonly params: Promise<{ importId: string }> };

export default async function ImportReviewPage({ params, searchParams }: Parameters) {
  const viewer = await requireViewer("order-form:manage");
  const current = await currentWords();
  const { locale, words, href } = current;
  const id = await idOf(params.then(({ importId }) => ({ id: importId })));
  const view = await readImport(viewer, id, now());
  if (view === null) notFound();
  const page = /^[1-9]\d{0,3}$/.exec((await textOf(searchParams, "page")) ?? "1")?.[0] ?? "1";
  const outdated = (await textOf(searchParams, "done")) === "outdated" && view.state === "open";
  return (
    <DeskFrame viewer={viewer} path={`/desk/accounts/import/${id}`}>
      {outdated ? (
        <Callout tone="warning" live locale={locale}>
          {words("imports.review.outdated")}
        </Callout>
      ) : null}
      <div className="space-y-4">
        <Breadcrumbs
          trail={[
            { label: words("desk.accounts.title"), href: href("/desk/accounts") },
            { label: words("imports.title"), href: href("/desk/accounts/import") },
          ]}
          locale={locale}
        />
        <PageHeader
          title={
            view.state === "done" ? words("imports.done.title") : words("imports.review.title", { file: view.fileName })
          }
        />
      </div>
      {view.state === "done" ? (
        <Done view={view} current={current} />
      ) : (
        <ImportReview id={id} view={view} page={Number(page)} current={current} />
      )}
    </DeskFrame>
  );
}

function Done({ view, current }: { view: Extract<ImportView, { state: "done" }>; current: CurrentWords }) {
  const { words, locale, href } = current;
  return (
    <>
      <p className="max-w-prose">
        {words.rich("imports.done.text", { time: () => <TimeText value={view.doneAt} locale={locale} /> })}
      </p>
      <SummaryList
        rows={[
          { term: words("imports.done.added"), detail: view.added },
          { term: words("imports.done.changed"), detail: view.changed },
          { term: words("imports.done.unchanged"), detail: view.unchanged },
        ]}
      />
      <p>
        <a href={href("/desk/accounts")}>{words("imports.done.accounts")}</a>
      </p>
    </>
  );
}
