import { PublicPage } from "@/components/site/public-page";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { currentWords } from "@/server/access/current-words";

export default async function NotFound() {
  const { words, href } = await currentWords();
  return (
    <PublicPage path="">
      <EmptyState
        title={words("shell.notFound.title")}
        level={1}
        action={<ButtonLink href={href("/")}>{words("shell.notFound.home")}</ButtonLink>}
      >
        {words("shell.notFound.text")}
      </EmptyState>
    </PublicPage>
  );
}
