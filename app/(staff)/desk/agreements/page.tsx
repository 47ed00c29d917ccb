import { SignatureTable } from "@/components/desk/agreements/signature-table";
import { VersionTable } from "@/components/desk/agreements/version-table";
import { nextPage } from "@/components/desk/paging";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { requireViewer } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { listAllSignatures } from "@/server/agreements/records";
import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";
import { DeskFrame } from "../desk-frame";
import { cursorOf, type SearchParameter } from "../desk-parameters";
import { pageTitle } from "../page-title";

export const generateMetadata = pageTitle("desk.agreements.title");

const path = "/desk/agreements";

export default async function AgreementsPage({ searchParams }: SearchParameter) {
  const viewer = await requireViewer("signature:read");
  const current = await currentWords();
  const { locale, words, href } = current;
  const [pack, rows] = await Promise.all([currentPack(), listAllSignatures(await cursorOf(searchParams))]);
  return (
    <DeskFrame viewer={viewer} path={path}>
      <PageHeader title={words("desk.agreements.title")} lead={words("desk.agreements.lead")} />
      <section aria-labelledby="signatures" className="space-y-4">
        <h2 id="signatures">{words("desk.agreements.signatures")}</h2>
        <SignatureTable rows={rows} current={current} />
        <Pagination label={words("desk.agreements.pages")} next={nextPage(href(path), rows)} locale={locale} />
      </section>
      <section aria-labelledby="versions" className="space-y-4">
        <h2 id="versions">{words("desk.agreements.versions")}</h2>
        <p className="max-w-prose text-muted">{words("desk.agreements.versionsLead")}</p>
        <VersionTable agreements={pack.agreements} at={now()} current={current} />
      </section>
    </DeskFrame>
  );
}
