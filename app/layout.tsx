import type { Metadata } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { DocumentHead } from "@/components/shell/document-head";
import { accentFrom } from "@/components/ui/accent";
import { currentWords } from "@/server/access/current-words";
import { currentPack } from "@/server/content/current-pack";
import { settings } from "@/server/platform/env";
import "./globals.css";

/** Nothing is rendered at build time: which publisher is served, and its content, are the deployment's. */
export const dynamic = "force-dynamic";

export async function generateMetadata(): Promise<Metadata> {
  const { short: name } = (await currentPack()).publisher.names;
  const { words } = await currentWords();
  return {
    metadataBase: settings().publicUrl,
    title: {
      default: words("site.trustCentre", { name }),
      template: words("site.titleTemplate", { title: "%s", name }),
    },
  };
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const { publisher } = await currentPack();
  const { locale } = await currentWords();
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return (
    <html lang={locale} data-accent={accentFrom(publisher.accent)} suppressHydrationWarning>
      <head>
        <DocumentHead nonce={nonce} />
      </head>
      <body>{children}</body>
    </html>
  );
}
