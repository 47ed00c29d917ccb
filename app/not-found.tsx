import { PublicPage } from "@/components/site/public-page";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export default function NotFound() {
  return (
    <PublicPage path="">
      <EmptyState
        title="There is no such page"
        level={1}
        action={<ButtonLink href="/">Go to the start page</ButtonLink>}
      >
        The address may be mistyped, the page may have moved, or it may not be for you to see.
      </EmptyState>
    </PublicPage>
  );
}
