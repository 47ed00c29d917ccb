import { AskedVersions, HistoryPage, historyMetadata } from "@/components/site/content/history-page";

export const generateMetadata = () => historyMetadata("toms");

export default async function Page({ searchParams }: { searchParams: Promise<unknown> }) {
  return <HistoryPage name="toms" asked={AskedVersions.parse(await searchParams)} />;
}
