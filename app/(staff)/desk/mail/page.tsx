import { DeliveryTable } from "@/components/desk/mail/delivery-table";
import { KeptMail } from "@/components/desk/mail/kept-mail";
import { nextPage } from "@/components/desk/paging";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { requireViewer } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { listMail, mailIsOpen } from "@/server/mail/queries";
import { settings } from "@/server/platform/env";
import { DeskFrame } from "../desk-frame";
import { cursorOf, type SearchParameter } from "../desk-parameters";
import { pageTitle } from "../page-title";

export const generateMetadata = pageTitle("desk.mail.title");

const path = "/desk/mail";

export default async function MailPage({ searchParams }: SearchParameter) {
  const viewer = await requireViewer("mail:read");
  const current = await currentWords();
  const { locale, words, href } = current;
  const open = await mailIsOpen();
  const rows = await listMail(open, await cursorOf(searchParams));
  return (
    <DeskFrame viewer={viewer} path={path}>
      <PageHeader title={words("desk.mail.title")} lead={words(open ? "desk.mail.leadOpen" : "desk.mail.lead")} />
      {open ? (
        <KeptMail rows={rows} origin={settings().publicUrl.origin} current={current} />
      ) : (
        <DeliveryTable rows={rows} current={current} />
      )}
      <Pagination label={words("desk.mail.pages")} next={nextPage(href(path), rows)} locale={locale} />
    </DeskFrame>
  );
}
