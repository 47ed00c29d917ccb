import type { Metadata } from "next";
import { TokenForm } from "@/components/site/token-form";
import { signIn } from "@/server/access/sign-in/actions";

export const metadata: Metadata = { title: "Sign in", robots: { index: false } };

export default async function Page({ searchParams }: { searchParams: Promise<{ token?: string | string[] }> }) {
  const { token } = await searchParams;
  return (
    <TokenForm
      path="/portal"
      title="Sign in"
      lead="Press the button to sign in on this device."
      token={typeof token === "string" ? token : undefined}
      action={signIn}
      button="Sign in"
      again={{ href: "/sign-in", label: "ask for another link" }}
    />
  );
}
