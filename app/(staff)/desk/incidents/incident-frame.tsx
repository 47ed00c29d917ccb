import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { PageHeader } from "@/components/ui/page-header";
import { requireViewer } from "@/server/access/current-viewer";
import { type CurrentWords, currentWords } from "@/server/access/current-words";
import type { Permission } from "@/server/access/permissions";
import type { Viewer } from "@/server/access/viewer";
import { type IncidentDetail, readIncident } from "@/server/assurance/incidents/queries";
import { currentPack } from "@/server/content/current-pack";
import type { Pack } from "@/server/content/pack";
import { now } from "@/server/platform/clock";
import { DeskFrame } from "../desk-frame";
import { type IdParameter, idOf } from "../desk-parameters";

export interface IncidentPlace {
  readonly viewer: Viewer;
  readonly pack: Pack;
  readonly incident: IncidentDetail;
  readonly at: Date;
  readonly current: CurrentWords;
}

/** The incident in the page's address, for who may do this there. */
export async function incidentPlace(params: IdParameter["params"], permission: Permission): Promise<IncidentPlace> {
  const viewer = await requireViewer(permission);
  const [pack, at] = [await currentPack(), now()];
  const incident = await readIncident(viewer, pack.name, await idOf(params), at);
  if (incident === null) notFound();
  return { viewer, pack, incident, at, current: await currentWords() };
}

/** The frame of a page under one incident. */
export function IncidentStep({
  place: { viewer, incident, current },
  step,
  title,
  children,
}: {
  place: IncidentPlace;
  /** The last part of the address. */
  step: string;
  title: string;
  children: ReactNode;
}) {
  const { locale, words, href } = current;
  const path = `/desk/incidents/${incident.id}`;
  return (
    <DeskFrame viewer={viewer} path={`${path}/${step}`}>
      <div className="space-y-4">
        <Breadcrumbs
          trail={[
            { label: words("incidents.title"), href: href("/desk/incidents") },
            { label: incident.title ?? incident.reference, href: href(path) },
          ]}
          locale={locale}
        />
        <PageHeader title={title} />
      </div>
      {children}
    </DeskFrame>
  );
}
