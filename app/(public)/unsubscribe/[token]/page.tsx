import { publicMetadata } from "@/components/site/public-metadata";
import { UnsubscribePage } from "@/components/site/subscriptions/unsubscribe-page";

export const generateMetadata = async () => ({
  ...(await publicMetadata({ path: "/subscribe", title: (words) => words("subscriptions.manage.title") })),
  robots: { index: false },
});

export default UnsubscribePage;
