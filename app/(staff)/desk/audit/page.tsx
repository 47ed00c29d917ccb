import { eventTitle } from "@/components/accounts/event-words";
import { ChainExplained } from "@/components/desk/audit/chain-explained";
import { EventTable } from "@/components/desk/audit/event-table";
import { FilterForm } from "@/components/desk/filter-form";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { namesForLog } from "@/server/access/accounts/queries";
import { requireViewer } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { auditKinds } from "@/server/audit/kinds";
import { isKind, listAllEvents } from "@/server/audit/queries";
import { DeskFrame } from "../desk-frame";
import { type SearchParameter, textOf } from "../desk-parameters";
import { pageTitle } from "../page-title";

export const generateMetadata = pageTitle("desk.audit.title");

const path = "/desk/audit";

export default async function AuditPage({ searchParams }: SearchParameter) {
  const viewer = await requireViewer("audit:read");
  const current = await currentWords();
  const { locale, words, href } = current;
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
      <PageHeader title={words("desk.audit.title")} lead={words("desk.audit.lead")} />
      <ChainExplained words={words} />
      <FilterForm action={href(path)} label={words("desk.audit.filter")} submit={words("desk.audit.show")}>
        <select id="filter" name="kind" className="field-input" defaultValue={kind ?? ""}>
          <option value="">{words("desk.audit.all")}</option>
          {Object.entries(auditKinds).map(([value, label]) => (
            <option key={value} value={value}>
              {eventTitle({ kind: value, label }, words)}
            </option>
          ))}
        </select>
      </FilterForm>
      <EventTable events={events} names={names} current={current} />
      <Pagination
        label={words("desk.audit.pages")}
        locale={locale}
        {...(next === null ? {} : { next: `${href(path)}?${new URLSearchParams({ kind: kind ?? "", before: next })}` })}
      />
    </DeskFrame>
  );
}
