import type { ReactNode } from "react";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { PageHeader } from "@/components/ui/page-header";
import type { CurrentWords } from "@/server/access/current-words";
import type { Viewer } from "@/server/access/viewer";
import { DeskFrame } from "../../../desk-frame";
import type { OrderFormPlace } from "./order-form-place";

/** A step on the way of one order form. One that has ended takes no more steps, and says so. */
export function OrderFormStep({
  viewer,
  place: { account, orderForm, path },
  step,
  title,
  lead,
  current: { locale, words, href },
  children,
}: {
  viewer: Viewer;
  place: OrderFormPlace;
  /** The last part of its address. */
  step: string;
  title: string;
  lead?: string;
  current: CurrentWords;
  children: ReactNode;
}) {
  return (
    <DeskFrame viewer={viewer} path={`${path}/${step}`}>
      <div className="space-y-4">
        <Breadcrumbs
          trail={[
            { label: words("desk.accounts.title"), href: href("/desk/accounts") },
            { label: account.legalName, href: href(`/desk/accounts/${account.id}`) },
            { label: orderForm.reference, href: href(path) },
          ]}
          locale={locale}
        />
        <PageHeader title={title} {...(lead === undefined ? {} : { lead })} />
      </div>
      {orderForm.endedAt === null ? children : <p className="max-w-prose">{words("orders.endedNote")}</p>}
    </DeskFrame>
  );
}
