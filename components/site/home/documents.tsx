import type { ReactNode } from "react";
import type { Told } from "@/components/site/compliance/standing";
import { OwnWords } from "@/components/site/own-words";
import { StatusTag } from "@/components/ui/status-tag";
import { Table } from "@/components/ui/table";
import { TimeText } from "@/components/ui/time-text";
import { dayInWords, momentOf } from "@/components/ui/time-words";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import type { CurrentWords } from "@/server/access/current-words";
import { dayPassed } from "@/server/content/calendar";
import type { Page } from "@/server/content/pack";

/** Each document with its version, its dates and its other forms. */
export function Documents({ pages, at, current }: Told & { pages: readonly Page[] }) {
  const { locale, words, href } = current;
  return (
    <section aria-labelledby="documents">
      <h2 id="documents">{words("home.documents.title")}</h2>
      <Table
        caption={words("home.documents.title")}
        captionHidden
        columns={[
          {
            header: words("home.documents.document"),
            cell: ({ address, meta }) => (
              <a href={href(address)}>
                <OwnWords locale={locale}>{meta.title}</OwnWords>
              </a>
            ),
          },
          {
            header: words("home.documents.version"),
            cell: ({ meta: { status, version } }) =>
              status === "draft" ? words("home.documents.draft", { version }) : version,
          },
          {
            header: words("home.documents.effective"),
            cell: ({ meta }) => <TimeText value={meta.effectiveDate} precision="day" locale={locale} />,
          },
          {
            header: words("home.documents.review"),
            cell: ({ meta }) => <NextReview date={meta.nextReview} at={at} current={current} />,
          },
          { header: words("home.documents.more"), cell: (page) => <OtherForms page={page} current={current} /> },
        ]}
        rows={pages}
        rowKey={({ name }) => name}
        empty={words("home.documents.empty")}
      />
    </section>
  );
}

function NextReview({ date, at, current: { locale, words } }: Told & { date: string | null }) {
  if (date === null) return <span className="text-muted">{words("site.notStated")}</span>;
  if (!dayPassed(date, at)) return <TimeText value={date} precision="day" locale={locale} />;
  return (
    <StatusTag tone="passed">
      {words("home.documents.reviewPassed", { date: dayInWords(momentOf(date), "UTC", locale) })}
    </StatusTag>
  );
}

function OtherForms({ page: { address, meta }, current }: { page: Page; current: CurrentWords }) {
  const { locale, words, href } = current;
  const named = { title: meta.title, own: (text: ReactNode) => <OwnWords locale={locale}>{text}</OwnWords> };
  return (
    <>
      <a href={`${address}.pdf`}>
        <span aria-hidden="true">{words("home.documents.pdf")}</span>
        <VisuallyHidden>{words.rich("home.documents.pdfOf", named)}</VisuallyHidden>
      </a>
      {" · "}
      <a href={href(`${address}/history`)}>
        <span aria-hidden="true">{words("home.documents.history")}</span>
        <VisuallyHidden>{words.rich("home.documents.historyOf", named)}</VisuallyHidden>
      </a>
    </>
  );
}
