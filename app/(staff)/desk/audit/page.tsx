import type { Metadata } from "next";
import { ChainExplained } from "@/components/desk/audit/chain-explained";
import { EventTable } from "@/components/desk/audit/event-table";
import { FilterForm } from "@/components/desk/filter-form";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { namesForLog } from "@/server/access/accounts/queries";
import { requireViewer } from "@/server/access/current-viewer";
import { auditKinds } from "@/server/audit/kinds";
import { isKind, listAllEvents } from "@/server/audit/queries";
import { DeskFrame } from "../desk-frame";
import { type SearchParameter, textOf } from "../desk-parameters";

export const metadata: Metadata = { title: "Audit log" };

const path = "/desk/audit";

export default async function AuditPage({ searchParams }: SearchParameter) {
  const viewer = await requireViewer("audit:read");
  const asked = (await textOf(searchParams, "kind")) ?? "";
  const kind = isKind(asked) ? asked : undefined;
  const { events, next } = await listAllEvents(
    kind === undefined ? {} : { kind },
    await textOf(searchParams, "before"),
  );
  const names = await namesForLog(viewer, {
    people: events.flatMap(({ actorId }) => actorId ?? []),
    accounts: events.flatMap(({ accountId }) => accountId ?? []),
  });
  return (
    <DeskFrame viewer={viewer} path={path}>
      <PageHeader title="Audit log" lead="Every privileged action, in the order it happened. Contacts stay masked." />
      <ChainExplained />
      <FilterForm action={path} label="Kind of event" submit="Show">
        <select id="filter" name="kind" className="field-input" defaultValue={kind ?? ""}>
          <option value="">All events</option>
          {Object.entries(auditKinds).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </FilterForm>
      <EventTable events={events} names={names} />
      <Pagination
        label="Pages of events"
        {...(next === null ? {} : { next: `${path}?${new URLSearchParams({ kind: kind ?? "", before: next })}` })}
      />
    </DeskFrame>
  );
}
