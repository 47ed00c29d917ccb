import type { LatestReport } from "@/components/site/home/changes";
import { Home } from "@/components/site/home/home";
import { publicMetadata } from "@/components/site/public-metadata";
import { PublicPage } from "@/components/site/public-page";
import { currentWords } from "@/server/access/current-words";
import { publishedQuarters } from "@/server/assurance/reports/queries";
import { currentPack } from "@/server/content/current-pack";
import type { Pack } from "@/server/content/pack";
import { now } from "@/server/platform/clock";
import { listComing } from "@/server/subprocessors/changes/queries";
import { securityContact } from "@/server/vulnerabilities/security-contact";

export async function generateMetadata() {
  const { publisher } = await currentPack();
  return publicMetadata({
    path: "/",
    title: null,
    description: (words) => words("home.description", { name: publisher.names.legal }),
  });
}

export default async function Page() {
  const pack = await currentPack();
  const at = now();
  return (
    <PublicPage path="/">
      <Home
        pack={pack}
        security={await securityContact()}
        announced={(await listComing(pack.name, at)).length}
        latestReport={latestReport(pack, at)}
        at={at}
        current={await currentWords()}
      />
    </PublicPage>
  );
}

function latestReport(pack: Pack, at: Date): LatestReport | null {
  const newest = publishedQuarters(pack, at)[0];
  if (newest === undefined) return null;
  const { quarter, demonstration } = newest;
  return {
    year: String(quarter.year),
    number: String(quarter.number),
    address: `/reports/${quarter.address}`,
    demonstration,
  };
}
