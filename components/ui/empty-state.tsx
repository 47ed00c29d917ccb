import type { ReactNode } from "react";

/** Nothing here, denied or failed: what it is, why, and what to do next (links or buttons in `action`). */
export function EmptyState({
  title,
  children,
  action,
  level = 2,
}: {
  title: string;
  children: ReactNode;
  action?: ReactNode;
  /** 1 where it is the whole page. */
  level?: 1 | 2 | 3;
}) {
  const Heading = `h${level}` as const;
  return (
    <div className="empty-state">
      <Heading>{title}</Heading>
      {typeof children === "string" ? <p>{children}</p> : children}
      {action === undefined ? null : <div className="button-row">{action}</div>}
    </div>
  );
}
