import { ContentPage, contentMetadata } from "@/components/site/content-page";

export const generateMetadata = () => contentMetadata("trust");

export default function Page() {
  return <ContentPage name="trust" />;
}
