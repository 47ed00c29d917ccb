import { notFound } from "next/navigation";
import { ApproveForm } from "@/components/desk/requests/approve-form";
import { DeclineForm } from "@/components/desk/requests/decline-form";
import { RequestFacts } from "@/components/desk/requests/request-facts";
import { RequestWarnings } from "@/components/desk/requests/request-warnings";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { PageHeader } from "@/components/ui/page-header";
import { accountChoices } from "@/server/access/accounts/queries";
import { requireViewer } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { readRequest } from "@/server/access/requests/queries";
import { DeskFrame } from "../../desk-frame";
import { type IdParameter, idOf } from "../../desk-parameters";
import { pageTitle } from "../../page-title";

export const generateMetadata = pageTitle("desk.requests.one");

export default async function RequestPage({ params }: IdParameter) {
  const viewer = await requireViewer("request:decide");
  const current = await currentWords();
  const { locale, words, href } = current;
  const request = await readRequest(viewer, await idOf(params));
  if (request === null) notFound();
  return (
    <DeskFrame viewer={viewer} path={`/desk/requests/${request.id}`}>
      <div className="space-y-4">
        <Breadcrumbs trail={[{ label: words("desk.requests.title"), href: href("/desk/requests") }]} locale={locale} />
        <PageHeader title={request.name} eyebrow={words("desk.requests.one")} />
      </div>
      {request.state === "waiting" ? <RequestWarnings request={request} current={current} /> : null}
      <RequestFacts request={request} current={current} />
      {request.state === "waiting" ? (
        <>
          <section aria-labelledby="approval" className="space-y-6">
            <h2 id="approval">{words("desk.requests.approve")}</h2>
            <ApproveForm request={request} accounts={await accountChoices(viewer)} current={current} />
          </section>
          <section aria-labelledby="refusal" className="space-y-6">
            <h2 id="refusal">{words("desk.requests.decline")}</h2>
            <DeclineForm requestId={request.id} current={current} />
          </section>
        </>
      ) : null}
    </DeskFrame>
  );
}
