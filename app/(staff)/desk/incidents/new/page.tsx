import { OpenForm } from "@/components/desk/incidents/incident-forms";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { PageHeader } from "@/components/ui/page-header";
import { requireViewer } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { regulatorHours } from "@/server/assurance/incidents/duties";
import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";
import { DeskFrame } from "../../desk-frame";
import { pageTitle } from "../../page-title";

export const generateMetadata = pageTitle("incidents.new.title");

export default async function NewIncidentPage() {
  const viewer = await requireViewer("incident:handle");
  const current = await currentWords();
  const { locale, words, href } = current;
  const { customersHours, authority } = (await currentPack()).publisher.breachNotification;
  return (
    <DeskFrame viewer={viewer} path="/desk/incidents/new">
      <div className="space-y-4">
        <Breadcrumbs trail={[{ label: words("incidents.title"), href: href("/desk/incidents") }]} locale={locale} />
        <PageHeader
          title={words("incidents.new.title")}
          lead={words("incidents.new.lead", { hours: customersHours })}
        />
      </div>
      <OpenForm at={now()} regulatorHours={authority.hours ?? regulatorHours} current={current} />
    </DeskFrame>
  );
}
