import { ContentPage, contentMetadata } from "@/components/site/content-page";

export const generateMetadata = () => contentMetadata("toms");

export default function Page() {
  return <ContentPage name="toms" />;
}
