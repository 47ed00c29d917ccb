import { StatusTag, type StatusTone } from "@/components/ui/status-tag";
import { Table } from "@/components/ui/table";
import { quarterStanding } from "@/server/content/calendar";
import type { Programme } from "@/server/content/facts-schema";

const stages: Record<Programme["stage"], { tone: StatusTone; label: string }> = {
  implemented: { tone: "done", label: "Implemented" },
  available: { tone: "done", label: "Available under contract" },
  published: { tone: "done", label: "Published" },
  "partly-conformant": { tone: "under-way", label: "Partially conformant" },
  targeted: { tone: "planned", label: "Targeted" },
  roadmap: { tone: "planned", label: "Roadmap" },
  "not-certified": { tone: "planned", label: "Not certified" },
};

/** The publisher's statement of each programme; a target that has gone by says so. */
export function ProgrammeTable({ programmes, at }: { programmes: readonly Programme[]; at: Date }) {
  return (
    <Table
      caption="Programmes and where each stands"
      captionHidden
      columns={[
        { header: "Programme", cell: (row) => row.framework },
        { header: "Standing", cell: (row) => <Standing programme={row} at={at} /> },
        { header: "What the publisher says", cell: (row) => row.statement },
        { header: "Evidence", cell: (row) => row.evidence ?? "None stated" },
      ]}
      rows={programmes}
      rowKey={(row) => row.id}
      empty="The publisher states no programmes."
    />
  );
}

function Standing({ programme, at }: { programme: Programme; at: Date }) {
  const passed = programme.targets
    .map(({ quarter }) => quarterStanding(quarter, at))
    .find((standing) => standing.passed);
  if (passed !== undefined) return <StatusTag tone="passed">Target {passed.label} passed</StatusTag>;
  const { tone, label } = stages[programme.stage];
  return <StatusTag tone={tone}>{label}</StatusTag>;
}
