import { Accessibility } from "@/components/site/accessibility/accessibility";
import { publicMetadata } from "@/components/site/public-metadata";
import { PublicPage } from "@/components/site/public-page";
import { currentWords } from "@/server/access/current-words";
import { currentPack } from "@/server/content/current-pack";
import { lastMeasurement } from "@/server/site/accessibility";

export const generateMetadata = () =>
  publicMetadata({
    path: "/accessibility",
    title: (words) => words("accessibility.title"),
    description: (words) => words("search.about.accessibility"),
  });

export default async function Page() {
  const { publisher } = await currentPack();
  return (
    <PublicPage path="/accessibility">
      <Accessibility
        contact={publisher.contacts.trust}
        measurement={await lastMeasurement()}
        current={await currentWords()}
      />
    </PublicPage>
  );
}
