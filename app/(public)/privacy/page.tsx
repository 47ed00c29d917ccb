import { Privacy } from "@/components/site/privacy/privacy";
import { publicMetadata } from "@/components/site/public-metadata";
import { PublicPage } from "@/components/site/public-page";
import { currentWords } from "@/server/access/current-words";
import { currentPack } from "@/server/content/current-pack";
import { settings } from "@/server/platform/env";

export const generateMetadata = () =>
  publicMetadata({
    path: "/privacy",
    title: (words) => words("privacy.title"),
    description: (words) => words("search.about.privacy"),
  });

export default async function Page() {
  const { publisher } = await currentPack();
  return (
    <PublicPage path="/privacy">
      <Privacy
        publisher={publisher}
        timestamps={settings().timestampAuthority !== undefined}
        current={await currentWords()}
      />
    </PublicPage>
  );
}
