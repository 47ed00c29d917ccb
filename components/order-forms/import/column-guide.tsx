import { ButtonLink } from "@/components/ui/button";
import { Table } from "@/components/ui/table";
import type { CurrentWords } from "@/server/access/current-words";
import type { OrderFormChoices } from "@/server/order-forms/choices";
import { type ColumnName, columnNames } from "@/server/order-forms/import/columns";
import type { Words } from "@/server/words/words";

/** How the file is made: its columns, and a template to begin with. */
export function ColumnGuide({ choices, current: { words } }: { choices: OrderFormChoices; current: CurrentWords }) {
  return (
    <>
      <p className="max-w-prose">{words("imports.template.text")}</p>
      <Table
        caption={words("imports.template.caption")}
        captionHidden
        columns={[
          { header: words("imports.template.column"), cell: (column) => <code>{column}</code> },
          { header: words("imports.template.holds"), cell: (column) => holds(column, choices, words) },
          { header: words("imports.template.example"), cell: (column) => example(column, choices, words) },
        ]}
        rows={columnNames}
        rowKey={(column) => column}
        empty=""
      />
      <div className="button-row">
        <ButtonLink href="/desk/accounts/import/template" download>
          {words("imports.template.comma")}
        </ButtonLink>
        <ButtonLink href="/desk/accounts/import/template?separator=semicolon" download>
          {words("imports.template.semicolon")}
        </ButtonLink>
      </div>
    </>
  );
}

function holds(column: ColumnName, { regions }: OrderFormChoices, words: Words): string {
  if (column !== "regions") return words(`imports.column.${column}.holds`);
  if (regions.length === 0) return words("imports.column.regions.holdsNone");
  return words("imports.column.regions.holds", { regions: regions.map(({ name }) => name).join("; ") });
}

function example(column: ColumnName, { regions, subProcessors }: OrderFormChoices, words: Words): string {
  const [first, second] = regions;
  if (column === "regions")
    return first === undefined || second === undefined
      ? (first?.name ?? "")
      : words("imports.column.regions.example", { first: first.name, second: second.name });
  if (column === "approved_sub_processors")
    return words("imports.column.approved_sub_processors.example", { first: subProcessors[0]?.slug ?? "" });
  return words(`imports.column.${column}.example`);
}
