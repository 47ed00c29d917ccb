import { publicMetadata } from "@/components/site/public-metadata";
import { PublicPage } from "@/components/site/public-page";
import { ReportList } from "@/components/site/reports/report-list";
import { currentWords } from "@/server/access/current-words";
import { publishedQuarters } from "@/server/assurance/reports/queries";
import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";

export async function generateMetadata() {
  const { short: name } = (await currentPack()).publisher.names;
  return publicMetadata({
    path: "/reports",
    title: (words) => words("reports.title"),
    description: (words) => words("reports.description", { name }),
  });
}

export default async function Page() {
  const pack = await currentPack();
  return (
    <PublicPage path="/reports">
      <ReportList
        reports={publishedQuarters(pack, now())}
        publisher={pack.publisher.names.short}
        current={await currentWords()}
      />
    </PublicPage>
  );
}
