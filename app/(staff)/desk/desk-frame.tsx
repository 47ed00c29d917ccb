import type { ReactNode } from "react";
import { deskNavigation } from "@/components/desk/desk-navigation";
import { rolesInWords } from "@/components/desk/staff-roles";
import { DeskShell } from "@/components/shell/desk-shell";
import { ActionForm } from "@/components/ui/forms/action-form";
import { SubmitButton } from "@/components/ui/forms/submit-button";
import { currentWords } from "@/server/access/current-words";
import { countWaiting } from "@/server/access/requests/queries";
import { signOut } from "@/server/access/sign-in/actions";
import type { Viewer } from "@/server/access/viewer";
import { currentPack } from "@/server/content/current-pack";
import { localeName, localHref } from "@/server/words/locale";

/**
 * The frame of every page of the desk. `viewer` comes from the page's own gate.
 * @param path the page's address without its language
 */
export async function DeskFrame({ viewer, path, children }: { viewer: Viewer; path: string; children: ReactNode }) {
  const { locale, words, href } = await currentWords();
  const [{ publisher }, waiting] = await Promise.all([currentPack(), countWaiting(viewer)]);
  return (
    <DeskShell
      publisherName={publisher.names.short}
      staffName={viewer.name}
      staffRole={rolesInWords(viewer.staffRoles, words)}
      navigation={deskNavigation(viewer, waiting, { locale, words, href })}
      currentPath={href(path)}
      homeHref={href("/desk")}
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
      <div className="space-y-10">{children}</div>
    </DeskShell>
  );
}
