import type { ReactNode } from "react";
import { BarChart } from "@/components/ui/charts/bar-chart";
import { Table } from "@/components/ui/table";
import type { CurrentWords } from "@/server/access/current-words";
import type { Figure } from "@/server/assurance/reports/report";
import { captionOf, chartInWords, countInWords, flagOf, isDemonstration } from "./figure-words";

export interface Count {
  readonly label: string;
  readonly count: number;
}

/** Numbers of one kind of thing, drawn where they can be compared, with further facts in the same table. */
export function CountTable({
  title,
  heads,
  counts,
  more = [],
  drawn = false,
  figure,
  current,
}: {
  title: string;
  heads: { readonly what: string; readonly count: string };
  counts: readonly Count[];
  more?: readonly { readonly label: string; readonly detail: ReactNode }[];
  drawn?: boolean;
  figure: Figure<object>;
  current: CurrentWords;
}) {
  const most = Math.max(...counts.map(({ count }) => count));
  const told = counts.map(({ label, count }) => ({ label, value: count, text: countInWords(count, current) }));
  const facts = told.map(({ label, text }) => `${label}: ${text}`);
  return (
    <>
      {drawn && most > 0 ? (
        <BarChart
          description={chartInWords(title, facts, figure, current)}
          groups={[{ label: null, max: most, bars: told }]}
          {...flagOf(figure, current)}
        />
      ) : null}
      <Table
        caption={captionOf(title, figure, current)}
        captionHidden={!isDemonstration(figure)}
        columns={[
          { header: heads.what, cell: ({ label }) => label },
          { header: heads.count, align: "end", cell: ({ detail }) => detail },
        ]}
        rows={[...told.map(({ label, text }) => ({ label, detail: text })), ...more]}
        rowKey={({ label }) => label}
        empty=""
      />
    </>
  );
}
