import type { ReactNode } from "react";

export interface SummaryRow {
  readonly term: string;
  readonly detail: ReactNode;
  /** A link that changes this fact; its words must name the fact ("Change the name"). */
  readonly action?: ReactNode;
}

/** Facts about one thing, a row each. */
export function SummaryList({ rows }: { rows: readonly SummaryRow[] }) {
  return (
    <dl className="summary-list">
      {rows.map((row) => (
        <div key={row.term}>
          <dt>{row.term}</dt>
          <dd>{row.detail}</dd>
          {row.action === undefined ? null : <dd className="summary-action">{row.action}</dd>}
        </div>
      ))}
    </dl>
  );
}
