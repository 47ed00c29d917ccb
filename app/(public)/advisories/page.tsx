import { AdvisoryFilter } from "@/components/site/advisories/advisory-filter";
import { AdvisoryList } from "@/components/site/advisories/advisory-list";
import { advisoryFeedLinks, FollowAdvisories } from "@/components/site/advisories/follow-advisories";
import { publicMetadata } from "@/components/site/public-metadata";
import { PublicPage } from "@/components/site/public-page";
import { PageHeader } from "@/components/ui/page-header";
import { currentWords } from "@/server/access/current-words";
import { AdvisoryQuery, askedAddress, type Choices, choicesIn, narrow } from "@/server/advisories/list-query";
import { publicAdvisories } from "@/server/advisories/queries";
import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";

interface Searched {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const path = "/advisories";

export async function generateMetadata() {
  const { short: name } = (await currentPack()).publisher.names;
  return publicMetadata({
    path,
    title: (words) => words("advisories.title"),
    description: (words) => words("advisories.description", { name }),
    feeds: advisoryFeedLinks,
  });
}

export default async function Page({ searchParams }: Searched) {
  const pack = await currentPack();
  const current = await currentWords();
  const { words } = current;
  const query = AdvisoryQuery.parse(await searchParams);
  const all = publicAdvisories(pack, now());
  const choices = choicesIn(all);
  return (
    <PublicPage path={path} asked={askedAddress(path, query)}>
      <PageHeader
        title={words("advisories.title")}
        lead={words("advisories.lead", { name: pack.publisher.names.short })}
      />
      {all.length === 0 ? null : <AdvisoryFilter query={query} choices={choices} current={current} />}
      <AdvisoryList advisories={narrow(all, query)} query={query} current={current} />
      <FollowAdvisories query={followed(query, choices)} current={current} />
    </PublicPage>
  );
}

/** There is a feed of a product that something was published of, and of no other. */
const followed = ({ severity, product }: AdvisoryQuery, { products }: Choices) => ({
  severity,
  product: products.some(({ id }) => id === product) ? product : null,
});
