import { FilterForm } from "@/components/desk/filter-form";
import { ActionForm } from "@/components/ui/forms/action-form";
import { SelectField } from "@/components/ui/forms/select-field";
import { SubmitButton } from "@/components/ui/forms/submit-button";
import { StatusTag } from "@/components/ui/status-tag";
import { type Column, Table } from "@/components/ui/table";
import { TimeText } from "@/components/ui/time-text";
import type { CurrentWords } from "@/server/access/current-words";
import { addIncidentAccount, removeIncidentAccount, tellIncidentAccount } from "@/server/assurance/incidents/actions";
import type { ConcernedAccount, IncidentDetail } from "@/server/assurance/incidents/queries";

interface Part {
  readonly incident: IncidentDetail;
  readonly current: CurrentWords;
}

/** Whom it concerns, whether each was told, and what can be done about it. */
export function AccountTable({ incident, mayChange, current }: Part & { readonly mayChange: boolean }) {
  const { words } = current;
  const columns: readonly Column<ConcernedAccount>[] = [
    {
      header: words("incidents.column.account"),
      cell: ({ legalName, closed }) => (
        <>
          <span className="wrap-anywhere" dir="auto">
            {legalName}
          </span>
          {closed ? ` (${words("incidents.accounts.closed")})` : null}
        </>
      ),
    },
    {
      header: words("incidents.accounts.told"),
      cell: (row) => <Told row={row} incident={incident} current={current} />,
    },
    ...(mayChange
      ? [
          {
            header: words("incidents.column.step"),
            cell: (row: ConcernedAccount) => <AccountStep row={row} incident={incident} current={current} />,
          },
        ]
      : []),
  ];
  return (
    <Table
      caption={words("incidents.accounts.caption")}
      captionHidden
      columns={columns}
      rows={incident.concerned}
      rowKey={({ id }) => id}
      empty={words("incidents.accounts.empty")}
    />
  );
}

interface Cell extends Part {
  readonly row: ConcernedAccount;
}

function Told({ row: { toldAt, listed, hasLast }, incident, current: { locale, words } }: Cell) {
  const state =
    toldAt !== null ? (
      <TimeText value={toldAt} short locale={locale} />
    ) : (
      <StatusTag tone={listed ? "under-way" : "at-risk"}>
        {words(listed ? "incidents.accounts.underWay" : "incidents.accounts.untold")}
      </StatusTag>
    );
  if (!listed || hasLast || incident.updates.length === 0) return state;
  return (
    <>
      {state}
      <br />
      <span className="text-muted">{words("incidents.accounts.notLast")}</span>
    </>
  );
}

/** One that is not told can be taken off; one that the last update did not go to can be told at once. */
function AccountStep({ row, incident, current: { locale, words } }: Cell) {
  const { id, legalName, listed, hasLast, closed } = row;
  const tells = incident.updates.length > 0 && !hasLast && !closed;
  if (listed && !tells) return words("incidents.accounts.nothing");
  const place = (
    <>
      <input type="hidden" name="incidentId" value={incident.id} />
      <input type="hidden" name="accountId" value={id} />
    </>
  );
  return (
    <div className="space-y-2">
      {tells ? (
        <ActionForm action={tellIncidentAccount} id={`tell-${id}`} locale={locale}>
          {place}
          <SubmitButton tone="secondary">{words("incidents.form.tellNow", { name: legalName })}</SubmitButton>
        </ActionForm>
      ) : null}
      {listed ? null : (
        <ActionForm action={removeIncidentAccount} id={`remove-${id}`} locale={locale}>
          {place}
          <SubmitButton tone="quiet">{words("incidents.form.remove", { name: legalName })}</SubmitButton>
        </ActionForm>
      )}
    </div>
  );
}

interface Found {
  /** What was searched for; empty where nothing was. */
  readonly search: string;
  readonly found: readonly { readonly id: string; readonly legalName: string }[];
}

/** Searching first: a publisher may have thousands of customers. */
export function AddAccount({ incident, search, found, current }: Part & Found) {
  const { locale, words, href } = current;
  return (
    <div className="space-y-6">
      <h3>{words("incidents.accounts.addTitle")}</h3>
      <FilterForm
        action={`${href(`/desk/incidents/${incident.id}`)}#accounts`}
        label={words("incidents.form.search")}
        submit={words("incidents.form.find")}
      >
        <input id="filter" name="search" type="search" className="field-input" defaultValue={search} maxLength={100} />
      </FilterForm>
      {search === "" ? null : found.length === 0 ? (
        <p>{words("incidents.form.noneFound", { search })}</p>
      ) : (
        <ActionForm action={addIncidentAccount} id="add" locale={locale}>
          <input type="hidden" name="incidentId" value={incident.id} />
          <SelectField
            name="accountId"
            label={words("incidents.form.choose")}
            options={found.map(({ id, legalName }) => ({ value: id, label: legalName }))}
          />
          <SubmitButton tone="secondary">{words("incidents.form.add")}</SubmitButton>
        </ActionForm>
      )}
    </div>
  );
}
