import { ConfirmButton } from "@/components/ui/confirm-button";
import { ActionForm } from "@/components/ui/forms/action-form";
import { SubmitButton } from "@/components/ui/forms/submit-button";
import { StatusTag } from "@/components/ui/status-tag";
import { type Column, Table } from "@/components/ui/table";
import { TimeText } from "@/components/ui/time-text";
import type { CurrentWords } from "@/server/access/current-words";
import { endAdvisoryFor } from "@/server/advisories/access/actions";
import type { DeskAdvisoryDetail, DeskGrant } from "@/server/advisories/access/desk-queries";
import { sights } from "./audience-words";

interface Grants {
  readonly advisory: DeskAdvisoryDetail;
  readonly current: CurrentWords;
}

const By = ({ at, by, current: { locale, words } }: { at: Date; by: string; current: CurrentWords }) => (
  <>
    <TimeText value={at} short locale={locale} />
    <span className="block text-muted">{words("restricted.desk.by", { name: by })}</span>
  </>
);

const accountColumns = (current: CurrentWords): readonly Column<DeskGrant>[] => {
  const { words, href } = current;
  return [
    {
      header: words("restricted.desk.account"),
      cell: ({ account }) => <a href={href(`/desk/accounts/${account.id}`)}>{account.legalName}</a>,
    },
    {
      header: words("restricted.desk.since"),
      cell: ({ grantedAt, grantedBy }) => <By at={grantedAt} by={grantedBy} current={current} />,
    },
  ];
};

/** The accounts that it is shown to. @param ends for who may end it */
export function OpenGrants({ advisory, ends, current }: Grants & { readonly ends: boolean }) {
  const { words } = current;
  const state: Column<DeskGrant> = {
    header: words("restricted.desk.state"),
    cell: ({ sight }) =>
      sight === null ? null : <StatusTag tone={sights[sight].tone}>{words(sights[sight].key)}</StatusTag>,
  };
  const end: Column<DeskGrant> = {
    header: words("restricted.desk.end"),
    cell: (grant) => <EndForm advisoryId={advisory.id} grant={grant} current={current} />,
  };
  return (
    <Table
      caption={words("restricted.desk.chosen")}
      captionHidden
      columns={[...accountColumns(current), state, ...(ends ? [end] : [])]}
      rows={advisory.open}
      rowKey={({ id }) => id}
      empty={words("restricted.desk.chosenEmpty")}
    />
  );
}

function EndForm({
  advisoryId,
  grant,
  current: { locale, words },
}: {
  advisoryId: string;
  grant: DeskGrant;
  current: CurrentWords;
}) {
  const account = grant.account.legalName;
  return (
    <ConfirmButton label={words("restricted.desk.endFor", { account })} tone="quiet">
      <p>{words("restricted.desk.endText", { account })}</p>
      <ActionForm action={endAdvisoryFor} id={`end-${grant.id}`} locale={locale}>
        <input type="hidden" name="advisoryId" value={advisoryId} />
        <input type="hidden" name="grantId" value={grant.id} />
        <SubmitButton tone="danger">{words("restricted.desk.endSubmit")}</SubmitButton>
      </ActionForm>
    </ConfirmButton>
  );
}

/** To whom it was shown before. */
export function PastGrants({ advisory, current }: Grants) {
  const { words } = current;
  const ended: Column<DeskGrant> = {
    header: words("restricted.desk.past"),
    cell: (grant) => (grant.ended === null ? null : <By {...grant.ended} current={current} />),
  };
  return (
    <Table
      caption={words("restricted.desk.pastCaption")}
      columns={[...accountColumns(current), ended]}
      rows={advisory.past}
      rowKey={({ id }) => id}
      empty=""
    />
  );
}
