import { publicMetadata } from "@/components/site/public-metadata";
import { PublicPage } from "@/components/site/public-page";
import { SearchPage } from "@/components/site/search/search-page";
import { currentWords } from "@/server/access/current-words";
import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";
import { sitePages } from "@/server/site/pages";
import { search } from "@/server/site/search/search";

/** A results page is not for robots to find; what it finds is. */
export const generateMetadata = async () => ({
  ...(await publicMetadata({
    path: "/search",
    title: (words) => words("search.title"),
    description: (words) => words("search.lead"),
  })),
  robots: { index: false },
});

const mostShown = 40;

export default async function Page({ searchParams }: { searchParams: Promise<{ q?: string | string[] }> }) {
  const { q } = await searchParams;
  const query = typeof q === "string" ? q.trim() : "";
  const pack = await currentPack();
  const current = await currentWords();
  const { locale } = current;
  return (
    <PublicPage path="/search">
      <SearchPage
        query={query}
        found={query === "" ? null : await search(pack, { locale, query, most: mostShown })}
        pages={sitePages(pack, locale, now())}
        current={current}
      />
    </PublicPage>
  );
}
