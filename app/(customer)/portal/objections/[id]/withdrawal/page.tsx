import { redirect } from "next/navigation";
import { PortalFrame } from "@/components/accounts/portal-frame";
import { WithdrawalForm } from "@/components/objections/answer-forms";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { PageHeader } from "@/components/ui/page-header";
import { code } from "@/components/ui/reference";
import { requireContact } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { isOpen } from "@/server/objections/lifecycle";
import { pageTitle } from "../../../page-title";
import { type ObjectionAddress, ownObjection } from "../../own-objection";

export const generateMetadata = pageTitle("objections.withdrawal.title");

export default async function WithdrawalPage(address: ObjectionAddress) {
  const viewer = await requireContact("objection:withdraw");
  const { objection, publisher } = await ownObjection(viewer, address);
  const current = await currentWords();
  const { locale, words, href } = current;
  const here = `/portal/objections/${objection.id}`;
  if (!isOpen(objection.state)) redirect(href(here));
  return (
    <PortalFrame viewer={viewer} path={`${here}/withdrawal`}>
      <div className="grid gap-4">
        <Breadcrumbs
          trail={[
            { label: words("objections.title"), href: href("/portal/objections") },
            { label: words.rich("objections.one", { reference: objection.reference, code }), href: href(here) },
          ]}
          locale={locale}
        />
        <PageHeader title={words("objections.withdrawal.title")} />
      </div>
      <div className="grid max-w-prose gap-4">
        <p>{words("objections.withdrawal.what")}</p>
        <p>{words("objections.withdrawal.record")}</p>
      </div>
      <WithdrawalForm
        objectionId={objection.id}
        publisher={publisher.names.short}
        keepHref={href(here)}
        current={current}
      />
    </PortalFrame>
  );
}
