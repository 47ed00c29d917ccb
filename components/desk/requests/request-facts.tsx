import { requestStates } from "@/components/desk/requests/request-states";
import { StatusTag } from "@/components/ui/status-tag";
import { SummaryList, type SummaryRow } from "@/components/ui/summary-list";
import { TimeText } from "@/components/ui/time-text";
import type { RequestDetail } from "@/server/access/requests/queries";

/** What the person said, what was checked, and what was decided. */
export function RequestFacts({ request }: { request: RequestDetail }) {
  const { tone, label } = requestStates[request.state];
  const rows: SummaryRow[] = [
    { term: "State", detail: <StatusTag tone={tone}>{label}</StatusTag> },
    { term: "Name", detail: request.name },
    { term: "E-mail address", detail: request.email },
    { term: "Company, as given", detail: request.company },
    {
      term: "Reason, as given",
      detail: request.reason === "" ? "None" : <p className="whitespace-pre-line">{request.reason}</p>,
    },
    { term: "Asked", detail: <TimeText value={request.createdAt} /> },
    {
      term: "Address confirmed",
      detail: request.confirmedAt === null ? "Not confirmed" : <TimeText value={request.confirmedAt} />,
    },
  ];
  return <SummaryList rows={[...rows, ...outcomeRows(request)]} />;
}

function outcomeRows({ decidedAt, account, declinedBecause }: RequestDetail): SummaryRow[] {
  return [
    ...(decidedAt === null ? [] : [{ term: "Decided", detail: <TimeText value={decidedAt} /> }]),
    ...(account === null
      ? []
      : [{ term: "Account", detail: <a href={`/desk/accounts/${account.id}`}>{account.legalName}</a> }]),
    ...(declinedBecause === undefined
      ? []
      : [{ term: "Reason given to the person", detail: <p className="whitespace-pre-line">{declinedBecause}</p> }]),
  ];
}
