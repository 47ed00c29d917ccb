import type { Metadata } from "next";
import { SignatureTable } from "@/components/desk/agreements/signature-table";
import { VersionTable } from "@/components/desk/agreements/version-table";
import { nextPage } from "@/components/desk/paging";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { requireViewer } from "@/server/access/current-viewer";
import { listAllSignatures } from "@/server/agreements/records";
import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";
import { DeskFrame } from "../desk-frame";
import { cursorOf, type SearchParameter } from "../desk-parameters";

export const metadata: Metadata = { title: "Agreements" };

const path = "/desk/agreements";

export default async function AgreementsPage({ searchParams }: SearchParameter) {
  const viewer = await requireViewer("signature:read");
  const [pack, rows] = await Promise.all([currentPack(), listAllSignatures(await cursorOf(searchParams))]);
  return (
    <DeskFrame viewer={viewer} path={path}>
      <PageHeader title="Agreements" lead="Who signed which text, with the evidence and its sealed record." />
      <section aria-labelledby="signatures" className="space-y-4">
        <h2 id="signatures">Signatures</h2>
        <SignatureTable rows={rows} />
        <Pagination label="Pages of signatures" next={nextPage(path, rows)} />
      </section>
      <section aria-labelledby="versions" className="space-y-4">
        <h2 id="versions">Versions of the text</h2>
        <p className="max-w-prose text-muted">
          The content pack holds the texts. A published text never changes: a new text is a new version, and a specimen
          is marked as one wherever it is shown.
        </p>
        <VersionTable agreements={pack.agreements} at={now()} />
      </section>
    </DeskFrame>
  );
}
