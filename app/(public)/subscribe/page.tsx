import { publicMetadata } from "@/components/site/public-metadata";
import { SubscribePage } from "@/components/site/subscriptions/subscribe-page";
import { currentPack } from "@/server/content/current-pack";

export async function generateMetadata() {
  const name = (await currentPack()).publisher.names.short;
  return publicMetadata({
    path: "/subscribe",
    title: (words) => words("subscriptions.title"),
    description: (words) => words("subscriptions.description", { name }),
  });
}

export default SubscribePage;
