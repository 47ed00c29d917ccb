import { publicMetadata } from "@/components/site/public-metadata";
import { PublicPage } from "@/components/site/public-page";
import { quarterInWords } from "@/components/site/reports/figure-words";
import { ReportPage, reportTitle } from "@/components/site/reports/report-page";
import { currentWords } from "@/server/access/current-words";
import { currentPack } from "@/server/content/current-pack";
import { publishedReport, type QuarterParameter } from "./published-report";

export async function generateMetadata({ params }: QuarterParameter) {
  const { report } = await publishedReport((await params).quarter);
  const { short: name } = (await currentPack()).publisher.names;
  const current = await currentWords();
  return publicMetadata({
    path: `/reports/${report.quarter.address}`,
    title: reportTitle(report, current),
    description: (words) =>
      words("reports.reportDescription", { name, quarter: quarterInWords(report.quarter, current) }),
  });
}

export default async function Page({ params }: QuarterParameter) {
  const whole = await publishedReport((await params).quarter);
  const { short } = (await currentPack()).publisher.names;
  return (
    <PublicPage path={`/reports/${whole.report.quarter.address}`}>
      <ReportPage {...whole} publisher={short} current={await currentWords()} />
    </PublicPage>
  );
}
