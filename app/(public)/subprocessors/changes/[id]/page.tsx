import { publicMetadata } from "@/components/site/public-metadata";
import { PublicPage } from "@/components/site/public-page";
import { ChangeView } from "@/components/site/subprocessors/change-view";
import { headlineOf } from "@/components/site/subprocessors/change-words";
import { changeFeedLinks } from "@/components/site/subprocessors/follow-changes";
import { currentWords } from "@/server/access/current-words";
import { currentPack } from "@/server/content/current-pack";
import { publicNotice } from "@/server/notices/public-notice";
import { now } from "@/server/platform/clock";
import { type ChangeParameter, publicChange } from "./public-change";

export async function generateMetadata({ params }: ChangeParameter) {
  const change = await publicChange((await params).id);
  const current = await currentWords();
  return publicMetadata({
    path: `/subprocessors/changes/${change.id}`,
    feeds: changeFeedLinks,
    title: headlineOf(change, current),
    description: (words) => words("changes.public.about"),
  });
}

export default async function Page({ params }: ChangeParameter) {
  const change = await publicChange((await params).id);
  const current = await currentWords();
  const notice = await publicNotice(await currentPack(), change, current.locale);
  return (
    <PublicPage path={`/subprocessors/changes/${change.id}`}>
      <ChangeView change={change} notice={notice} at={now()} current={current} />
    </PublicPage>
  );
}
