import type { Metadata } from "next";
import { TokenForm } from "@/components/site/token-form";
import { confirmAccess } from "@/server/access/requests/actions";

export const metadata: Metadata = { title: "Confirm your address", robots: { index: false } };

export default async function Page({ searchParams }: { searchParams: Promise<{ token?: string | string[] }> }) {
  const { token } = await searchParams;
  return (
    <TokenForm
      path="/request-access"
      title="Confirm your address"
      lead="Press the button to confirm that you asked for access with this address."
      token={typeof token === "string" ? token : undefined}
      action={confirmAccess}
      button="Confirm my address"
      again={{ href: "/request-access", label: "ask for access again" }}
    />
  );
}
