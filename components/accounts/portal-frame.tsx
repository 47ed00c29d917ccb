import type { ReactNode } from "react";
import { type CurrentWords, currentWords } from "@/server/access/current-words";
import { type ContactViewer, may } from "@/server/access/permissions";
import { signOut } from "@/server/access/sign-in/actions";
import { currentPack } from "@/server/content/current-pack";
import { localeName, localHref } from "@/server/words/locale";
import { PortalShell } from "../shell/portal-shell";
import { ActionForm } from "../ui/forms/action-form";
import { SubmitButton } from "../ui/forms/submit-button";
import { rolesInWords } from "./role-words";

const navigation = (viewer: ContactViewer, { words, href }: CurrentWords) => [
  {
    items: [
      { label: words("portal.nav.overview"), href: href("/portal") },
      { label: words("portal.nav.agreement"), href: href("/portal/nda") },
      { label: words("portal.nav.pack"), href: href("/portal/pack") },
      { label: words("restricted.nav"), href: href("/portal/advisories") },
      { label: words("portal.nav.subprocessors"), href: href("/portal/subprocessors") },
      { label: words("portal.nav.notices"), href: href("/portal/notices") },
      { label: words("portal.nav.objections"), href: href("/portal/objections") },
      ...(may(viewer, "webhook:manage")
        ? [{ label: words("portal.nav.webhooks"), href: href("/portal/webhooks") }]
        : []),
      { label: words("portal.nav.team"), href: href("/portal/team") },
      { label: words("portal.nav.activity"), href: href("/portal/activity") },
    ],
  },
];

/**
 * A page of the customer's area. Each page sets it itself, because a layout does not know which page it holds.
 * @param path the page's address without its language
 */
export async function PortalFrame({
  viewer,
  path,
  children,
}: {
  viewer: ContactViewer;
  path: string;
  children: ReactNode;
}) {
  const current = await currentWords();
  const { publisher } = await currentPack();
  const { locale, words, href } = current;
  return (
    <PortalShell
      publisherName={publisher.names.short}
      accountName={viewer.contact.accountName}
      personName={viewer.name}
      personRoles={rolesInWords(viewer.contact.roles, words)}
      navigation={navigation(viewer, current)}
      currentPath={href(path)}
      homeHref={href("/portal")}
      locale={locale}
      languages={publisher.languages.map((language) => ({
        locale: language,
        label: localeName[language],
        href: localHref(language, path),
      }))}
      signOut={
        <ActionForm action={signOut} id="sign-out" className="whitespace-nowrap *:mt-0" locale={locale}>
          <SubmitButton tone="quiet">{words("access.signIn.out")}</SubmitButton>
        </ActionForm>
      }
    >
      <div className="grid gap-10">{children}</div>
    </PortalShell>
  );
}
