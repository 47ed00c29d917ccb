import type { ReactNode } from "react";
import { PublicPage } from "@/components/site/public-page";
import { PageHeader } from "@/components/ui/page-header";

/** A public page with one thing to do on it. */
export function FormPage({
  path,
  title,
  lead,
  children,
}: {
  path: string;
  title: string;
  lead?: ReactNode;
  children: ReactNode;
}) {
  return (
    <PublicPage path={path}>
      <PageHeader title={title} {...(lead === undefined ? {} : { lead })} />
      <div className="max-w-xl">{children}</div>
    </PublicPage>
  );
}
