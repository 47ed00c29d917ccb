import { publicMetadata } from "@/components/site/public-metadata";
import { ThanksPage } from "@/components/site/vulnerabilities/thanks-page";

export const generateMetadata = () =>
  publicMetadata({
    path: "/acknowledgements",
    title: (words) => words("vulnerability.thanks.title"),
    description: (words) => words("vulnerability.thanks.description"),
  });

export default ThanksPage;
