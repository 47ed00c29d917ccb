import { DoneCallout } from "@/components/desk/done-callout";
import { ColumnGuide } from "@/components/order-forms/import/column-guide";
import { ImportUploadForm } from "@/components/order-forms/import/upload-form";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { PageHeader } from "@/components/ui/page-header";
import { requireViewer } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { orderFormChoices } from "@/server/order-forms/choices";
import { now } from "@/server/platform/clock";
import { DeskFrame } from "../../desk-frame";
import { type SearchParameter, textOf } from "../../desk-parameters";
import { pageTitle } from "../../page-title";

export const generateMetadata = pageTitle("imports.title");

export default async function ImportPage({ searchParams }: SearchParameter) {
  const viewer = await requireViewer("order-form:manage");
  const current = await currentWords();
  const { locale, words, href } = current;
  return (
    <DeskFrame viewer={viewer} path="/desk/accounts/import">
      <DoneCallout
        done={await textOf(searchParams, "done")}
        sentences={{ discarded: words("imports.discarded") }}
        locale={locale}
      />
      <div className="space-y-4">
        <Breadcrumbs trail={[{ label: words("desk.accounts.title"), href: href("/desk/accounts") }]} locale={locale} />
        <PageHeader title={words("imports.title")} lead={words("imports.lead")} />
      </div>
      <section aria-labelledby="file" className="space-y-4">
        <h2 id="file">{words("imports.file.title")}</h2>
        <ImportUploadForm
          submit={words("imports.file.submit")}
          problem={await textOf(searchParams, "problem")}
          current={current}
        />
      </section>
      <section aria-labelledby="template" className="space-y-4">
        <h2 id="template">{words("imports.template.title")}</h2>
        <ColumnGuide choices={await orderFormChoices(now())} current={current} />
      </section>
    </DeskFrame>
  );
}
