import { ConfirmImportForm, DiscardImportForm } from "@/components/order-forms/import/import-forms";
import { PlanTable } from "@/components/order-forms/import/plan-table";
import { ProblemTable } from "@/components/order-forms/import/problem-table";
import { ImportUploadForm } from "@/components/order-forms/import/upload-form";
import { Callout } from "@/components/ui/callout";
import { Pagination } from "@/components/ui/pagination";
import { SummaryList } from "@/components/ui/summary-list";
import { TimeText } from "@/components/ui/time-text";
import type { CurrentWords } from "@/server/access/current-words";
import type { ImportView } from "@/server/order-forms/import/queries";

interface ReviewOf {
  readonly id: string;
  readonly view: Extract<ImportView, { state: "open" }>;
  /** From 1. */
  readonly page: number;
  readonly current: CurrentWords;
}

const rowsOnPage = 100;

/** What the check found: every problem, or what the import would do and the way to confirm it. */
export function ImportReview(review: ReviewOf) {
  const { problems, rows } = review.view.plan;
  return problems.length > 0 ? (
    <Problems {...review} />
  ) : rows.every(({ step }) => step === "leave") ? (
    <Callout tone="success" locale={review.current.locale}>
      {review.current.words("imports.review.nothing")}
    </Callout>
  ) : (
    <Ready {...review} />
  );
}

function Problems(review: ReviewOf) {
  const { view, current } = review;
  const { words, locale } = current;
  const { problems } = view.plan;
  return (
    <>
      <Callout tone="danger" title={words("imports.review.problemsTitle", { count: problems.length })} locale={locale}>
        {words("imports.review.problems")}
      </Callout>
      <ProblemTable problems={ofPage(problems, review.page)} current={current} />
      <Pages {...review} count={problems.length} />
      <section aria-labelledby="another" className="space-y-4">
        <h2 id="another">{words("imports.file.another")}</h2>
        <ImportUploadForm submit={words("imports.file.submit")} current={current} />
      </section>
    </>
  );
}

function Ready(review: ReviewOf) {
  const { id, view, current } = review;
  const { words, locale } = current;
  const { rows, read, digest } = view.plan;
  const count = (step: string) => rows.filter((row) => row.step === step).length;
  return (
    <>
      <Callout title={words("imports.review.readyTitle")} locale={locale}>
        <p>
          {words.rich("imports.review.ready", {
            time: () => <TimeText value={view.until} locale={locale} />,
          })}
        </p>
      </Callout>
      <SummaryList
        rows={[
          { term: words("imports.review.read"), detail: read },
          { term: words("imports.review.add"), detail: count("add") },
          { term: words("imports.review.change"), detail: count("change") },
          { term: words("imports.review.leave"), detail: count("leave") },
        ]}
      />
      <ConfirmImportForm id={id} shown={digest} count={count("add") + count("change")} current={current} />
      <PlanTable rows={ofPage(rows, review.page)} current={current} />
      <Pages {...review} count={rows.length} />
      <DiscardImportForm id={id} current={current} />
    </>
  );
}

const ofPage = <Row,>(rows: readonly Row[], page: number): readonly Row[] =>
  rows.slice((page - 1) * rowsOnPage, page * rowsOnPage);

function Pages({ id, page, count, current: { words, locale, href } }: ReviewOf & { count: number }) {
  const pages = Math.ceil(count / rowsOnPage);
  if (pages <= 1) return null;
  const address = (number: number) => href(`/desk/accounts/import/${id}?page=${number}`);
  return (
    <>
      <p>{words("imports.review.page", { page, pages })}</p>
      <Pagination
        label={words("imports.review.pages")}
        {...(page > 1 ? { previous: address(page - 1) } : {})}
        {...(page < pages ? { next: address(page + 1) } : {})}
        locale={locale}
      />
    </>
  );
}
