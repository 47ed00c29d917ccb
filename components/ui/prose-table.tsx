import { Children, type ComponentProps, isValidElement, type ReactElement, type ReactNode } from "react";
import { Table } from "./table";
import { textOf } from "./text-of";

type Parent = ReactElement<{ children?: ReactNode }>;

interface ProseRow {
  readonly key: string;
  readonly cells: readonly ReactNode[];
}

/**
 * A Markdown table (`table > thead, tbody > tr > th, td`) set as a `Table`, so that it has row heads and becomes labelled
 * rows on a phone. Its accessible name is its column heads, because Markdown has no captions.
 */
export function ProseTable({ children }: ComponentProps<"table">) {
  const [head, body] = elementsOf(children);
  const [headRow] = elementsOf(head?.props.children);
  const headers = elementsOf(headRow?.props.children).map((cell) => textOf(cell.props.children));
  const rows = elementsOf(body?.props.children).map((row, index) => ({
    key: String(index),
    cells: elementsOf(row.props.children).map((cell) => cell.props.children),
  }));
  return (
    <Table
      caption={headers.filter(Boolean).join(", ")}
      captionHidden
      columns={headers.map((header, index) => ({ header, cell: (row: ProseRow) => row.cells[index] }))}
      rows={rows}
      rowKey={(row) => row.key}
      empty=""
    />
  );
}

function elementsOf(children: ReactNode): Parent[] {
  return Children.toArray(children).filter((child): child is Parent => isValidElement(child));
}
