import { contactInWords, listInWords } from "@/components/order-forms/order-form-words";
import { StatusTag, type StatusTone } from "@/components/ui/status-tag";
import { Table } from "@/components/ui/table";
import type { CurrentWords } from "@/server/access/current-words";
import type { PlannedRow } from "@/server/order-forms/import/plan";
import type { OrderFormTerms } from "@/server/order-forms/schema";
import type { WordKey, Words } from "@/server/words/words";

const steps: Readonly<Record<PlannedRow["step"], { readonly tone: StatusTone; readonly word: WordKey }>> = {
  add: { tone: "planned", word: "imports.review.stepAdd" },
  change: { tone: "under-way", word: "imports.review.stepChange" },
  leave: { tone: "done", word: "imports.review.stepLeave" },
};

/** A row of the file each: what would become of its order form, and of a change what was and what will be. */
export function PlanTable({ rows, current: { words, href } }: { rows: readonly PlannedRow[]; current: CurrentWords }) {
  return (
    <Table
      caption={words("imports.review.rowsCaption")}
      captionHidden
      columns={[
        { header: words("imports.review.line"), cell: (row) => row.line },
        {
          header: words("imports.review.account"),
          cell: ({ account }) => <a href={href(`/desk/accounts/${account.id}`)}>{account.legalName}</a>,
        },
        { header: words("imports.review.reference"), cell: (row) => row.terms.reference },
        {
          header: words("imports.review.step"),
          cell: ({ step }) => <StatusTag tone={steps[step].tone}>{words(steps[step].word)}</StatusTag>,
        },
        {
          header: words("imports.review.details"),
          cell: (row) => (
            <ul>
              {linesOf(row, words).map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          ),
        },
      ]}
      rows={rows}
      rowKey={(row) => String(row.line)}
      empty=""
    />
  );
}

function linesOf({ step, terms, existing }: PlannedRow, words: Words): string[] {
  if (step === "leave") return [];
  const after = fieldsOf(terms, words);
  if (existing === null) return after.map(({ field, value }) => words("imports.review.terms", { field, value }));
  const before = fieldsOf(existing, words);
  return after.flatMap(({ field, value }, index) => {
    const old = before[index]?.value ?? "";
    return old === value ? [] : [words("imports.review.from", { field, before: old, after: value })];
  });
}

function fieldsOf(terms: OrderFormTerms, words: Words): { field: string; value: string }[] {
  const { regions, services, restricted, approvedSubProcessors, contacts } = terms;
  return [
    { field: words("orders.field.regions"), value: listInWords(regions.toSorted(), words) },
    { field: words("orders.field.services"), value: listInWords(services, words) },
    {
      field: words("orders.field.approved"),
      value: restricted ? approvedSubProcessors.toSorted().join(", ") : words("imports.review.any"),
    },
    {
      field: words("orders.field.contacts"),
      value: contacts.map(contactInWords).join("; ") || words("orders.none"),
    },
  ];
}
