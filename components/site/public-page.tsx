import type { ReactNode } from "react";
import { PublicShell } from "@/components/shell/public-shell";
import { currentPack } from "@/server/content/current-pack";
import { notStated, type Publisher } from "@/server/content/publisher-schema";

const nav = [
  { label: "Trust & security", href: "/trust" },
  { label: "Measures (TOMs)", href: "/toms" },
  { label: "Request access", href: "/request-access" },
  { label: "Customer area", href: "/portal" },
];

/** Every public page: it says whose it is, and that it is a draft where the publisher says so. */
export async function PublicPage({ path, children }: { path: string; children: ReactNode }) {
  const { publisher } = await currentPack();
  const { status } = publisher;
  const draftNotice = status.state === "draft" ? <p>Draft. {status.statement}</p> : undefined;
  return (
    <PublicShell
      publisherName={publisher.names.short}
      nav={nav}
      currentPath={path}
      footer={{ legalName: publisher.names.legal, details: legalFacts(publisher), groups }}
      {...(draftNotice === undefined ? {} : { draftNotice })}
    >
      {children}
    </PublicShell>
  );
}

const groups = [
  {
    title: "Read",
    links: [
      { label: "Trust & security", href: "/trust" },
      { label: "Technical and organisational measures", href: "/toms" },
    ],
  },
  {
    title: "Customers",
    links: [
      { label: "Request access", href: "/request-access" },
      { label: "Sign in", href: "/sign-in" },
    ],
  },
];

function legalFacts({ companyRegister, companyNumber, registeredIn, registeredAddress }: Publisher): string[] {
  const number =
    companyNumber === null ? `Company number ${notStated}` : `${companyRegister ?? "Company number"} ${companyNumber}`;
  return [
    registeredIn === null ? number : `${number}, registered in ${registeredIn}`,
    `Registered address: ${registeredAddress ?? notStated}`,
  ];
}
