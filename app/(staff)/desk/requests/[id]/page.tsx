import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ApproveForm } from "@/components/desk/requests/approve-form";
import { DeclineForm } from "@/components/desk/requests/decline-form";
import { RequestFacts } from "@/components/desk/requests/request-facts";
import { RequestWarnings } from "@/components/desk/requests/request-warnings";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { PageHeader } from "@/components/ui/page-header";
import { accountChoices } from "@/server/access/accounts/queries";
import { requireViewer } from "@/server/access/current-viewer";
import { readRequest } from "@/server/access/requests/queries";
import { DeskFrame } from "../../desk-frame";
import { type IdParameter, idOf } from "../../desk-parameters";

export const metadata: Metadata = { title: "Request for access" };

export default async function RequestPage({ params }: IdParameter) {
  const viewer = await requireViewer("request:decide");
  const request = await readRequest(viewer, await idOf(params));
  if (request === null) notFound();
  return (
    <DeskFrame viewer={viewer} path={`/desk/requests/${request.id}`}>
      <div className="space-y-4">
        <Breadcrumbs trail={[{ label: "Requests for access", href: "/desk/requests" }]} />
        <PageHeader title={request.name} eyebrow="Request for access" />
      </div>
      {request.state === "waiting" ? <RequestWarnings request={request} /> : null}
      <RequestFacts request={request} />
      {request.state === "waiting" ? (
        <>
          <section aria-labelledby="approval" className="space-y-6">
            <h2 id="approval">Approve</h2>
            <ApproveForm request={request} accounts={await accountChoices(viewer)} />
          </section>
          <section aria-labelledby="refusal" className="space-y-6">
            <h2 id="refusal">Or decline</h2>
            <DeclineForm requestId={request.id} />
          </section>
        </>
      ) : null}
    </DeskFrame>
  );
}
