import { Table } from "@/components/ui/table";
import type { CurrentWords } from "@/server/access/current-words";
import type { ImportProblem } from "@/server/order-forms/import/problems";

export function ProblemTable({
  problems,
  current: { words },
}: {
  problems: readonly ImportProblem[];
  current: CurrentWords;
}) {
  return (
    <Table
      caption={words("imports.review.problemsCaption")}
      captionHidden
      columns={[
        { header: words("imports.review.line"), cell: ({ line }) => line ?? words("imports.review.whole") },
        {
          header: words("imports.review.column"),
          cell: ({ line, column }) =>
            column === null ? line === null ? "" : words("imports.review.wholeLine") : <code>{column}</code>,
        },
        {
          header: words("imports.review.wrong"),
          cell: ({ kind, values }) => words(`imports.problem.${kind}.wrong`, { ...values }),
        },
        {
          header: words("imports.review.mend"),
          cell: ({ kind, values }) => words(`imports.problem.${kind}.mend`, { ...values }),
        },
      ]}
      rows={problems}
      rowKey={({ line, column, kind, values }) => `${line} ${column} ${kind} ${Object.values(values).join(" ")}`}
      empty=""
    />
  );
}
