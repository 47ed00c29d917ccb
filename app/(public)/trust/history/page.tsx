import { AskedVersions, HistoryPage, historyMetadata } from "@/components/site/content/history-page";

export const generateMetadata = () => historyMetadata("trust");

export default async function Page({ searchParams }: { searchParams: Promise<unknown> }) {
  return <HistoryPage name="trust" asked={AskedVersions.parse(await searchParams)} />;
}
