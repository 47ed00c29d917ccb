import type { Metadata } from "next";
import { TokenForm } from "@/components/site/token-form";
import { SummaryList } from "@/components/ui/summary-list";
import { confirmAccess } from "@/server/access/requests/actions";
import { previewRequest } from "@/server/access/requests/queries";
import { now } from "@/server/platform/clock";

export const metadata: Metadata = { title: "Confirm your address", robots: { index: false } };

export default async function Page({ searchParams }: { searchParams: Promise<{ token?: string | string[] }> }) {
  const { token } = await searchParams;
  const request = typeof token === "string" ? await previewRequest(token, now()) : null;
  return (
    <TokenForm
      path="/request-access"
      title="Confirm your address"
      lead="Press the button to confirm that you asked for access with this address."
      token={typeof token === "string" ? token : undefined}
      action={confirmAccess}
      button="Confirm my address"
      again={{ href: "/request-access", label: "ask for access again" }}
    >
      {request === null ? null : (
        <>
          <SummaryList
            rows={[
              { term: "Name", detail: request.name },
              { term: "Address", detail: request.email },
              { term: "Company", detail: request.company },
              { term: "Needed for", detail: request.reason === "" ? "not said" : request.reason },
            ]}
          />
          <p className="my-6">Not what you typed? Do not confirm, and ask again.</p>
        </>
      )}
    </TokenForm>
  );
}
