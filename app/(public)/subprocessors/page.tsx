import { publicMetadata } from "@/components/site/public-metadata";
import { PublicPage } from "@/components/site/public-page";
import { changeFeedLinks } from "@/components/site/subprocessors/follow-changes";
import { RegisterView } from "@/components/site/subprocessors/register-view";
import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";
import { listComing, readTimeline } from "@/server/subprocessors/changes/queries";
import { readRegister } from "@/server/subprocessors/queries";
import { momentOfDay } from "@/server/subprocessors/register-day";
import { RegisterQuery, registerAddress } from "@/server/subprocessors/register-view";

export async function generateMetadata() {
  const name = (await currentPack()).publisher.names.short;
  return publicMetadata({
    path: "/subprocessors",
    feeds: changeFeedLinks,
    title: (words) => words("register.title"),
    description: (words) => words("register.description", { name }),
  });
}

export default async function Page({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const pack = await currentPack();
  const query = RegisterQuery.parse(await searchParams);
  const at = now();
  const [register, coming, timeline] = await Promise.all([
    readRegister(pack.name, momentOfDay(query.asOf, at)),
    listComing(pack.name, at),
    readTimeline(pack.name, at),
  ]);
  return (
    <PublicPage path="/subprocessors" asked={registerAddress(query)}>
      <RegisterView pack={pack} register={register} query={query} coming={coming} timeline={timeline} at={at} />
    </PublicPage>
  );
}
