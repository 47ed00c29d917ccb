import type { Metadata } from "next";
import { DeliveryTable } from "@/components/desk/mail/delivery-table";
import { KeptMail } from "@/components/desk/mail/kept-mail";
import { nextPage } from "@/components/desk/paging";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { requireViewer } from "@/server/access/current-viewer";
import { listMail, mailIsOpen } from "@/server/mail/queries";
import { settings } from "@/server/platform/env";
import { DeskFrame } from "../desk-frame";
import { cursorOf, type SearchParameter } from "../desk-parameters";

export const metadata: Metadata = { title: "Mail" };

const path = "/desk/mail";

export default async function MailPage({ searchParams }: SearchParameter) {
  const viewer = await requireViewer("mail:read");
  const open = await mailIsOpen();
  const rows = await listMail(open, await cursorOf(searchParams));
  return (
    <DeskFrame viewer={viewer} path={path}>
      <PageHeader
        title="Mail"
        lead={
          open
            ? "In this demonstration nothing is sent: every message is kept and shown here, its links included."
            : "What the trust centre sent, what waits and what failed. To whom and what it says is not shown."
        }
      />
      {open ? <KeptMail rows={rows} origin={settings().publicUrl.origin} /> : <DeliveryTable rows={rows} />}
      <Pagination label="Pages of mail" next={nextPage(path, rows)} />
    </DeskFrame>
  );
}
