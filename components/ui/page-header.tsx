import type { ReactNode } from "react";

/** The top of a page: its one `h1`, what it is for, and under it facts (`meta`) and actions. */
export function PageHeader({
  title,
  eyebrow,
  lead,
  meta,
  actions,
}: {
  title: ReactNode;
  /** A few words above the title that say what kind of thing it is. */
  eyebrow?: ReactNode;
  lead?: ReactNode;
  meta?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <header className="page-header">
      {eyebrow === undefined ? null : <p className="eyebrow">{eyebrow}</p>}
      <h1>{title}</h1>
      {lead === undefined ? null : <p className="lead">{lead}</p>}
      {meta}
      {actions === undefined ? null : <div className="button-row">{actions}</div>}
    </header>
  );
}
