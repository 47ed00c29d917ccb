import { Home } from "@/components/site/home";
import { PublicPage } from "@/components/site/public-page";

export default function Page() {
  return (
    <PublicPage path="/">
      <Home />
    </PublicPage>
  );
}
