import { z } from "zod";
import { publicMetadata } from "@/components/site/public-metadata";
import { PublicPage } from "@/components/site/public-page";
import { changeFeedLinks, FollowChanges } from "@/components/site/subprocessors/follow-changes";
import { PublicChanges } from "@/components/site/subprocessors/public-changes";
import { currentWords } from "@/server/access/current-words";
import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";
import { listComing, listPast } from "@/server/subprocessors/changes/queries";

const path = "/subprocessors/changes";

export async function generateMetadata() {
  const name = (await currentPack()).publisher.names.short;
  return publicMetadata({
    path,
    feeds: changeFeedLinks,
    title: (words) => words("changes.public.title"),
    description: (words) => words("changes.public.description", { name }),
  });
}

/** What is no id is left out: an address is passed on by people. */
const Query = z.object({ before: z.uuid().optional().catch(undefined) });

export default async function Page({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const { name, publisher } = await currentPack();
  const { before } = Query.parse(await searchParams);
  const at = now();
  const current = await currentWords();
  const [coming, past] = await Promise.all([
    before === undefined ? listComing(name, at) : null,
    listPast(name, at, before),
  ]);
  return (
    <PublicPage path={path} asked={before === undefined ? path : `${path}?before=${before}`}>
      <PublicChanges publisher={publisher} coming={coming} past={past} at={at} current={current} />
      <FollowChanges current={current} />
    </PublicPage>
  );
}
