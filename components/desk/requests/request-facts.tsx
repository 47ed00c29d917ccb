import { requestTones } from "@/components/desk/requests/request-states";
import { StatusTag } from "@/components/ui/status-tag";
import { SummaryList, type SummaryRow } from "@/components/ui/summary-list";
import { TimeText } from "@/components/ui/time-text";
import type { CurrentWords } from "@/server/access/current-words";
import type { RequestDetail } from "@/server/access/requests/queries";
import { localeName } from "@/server/words/locale";

/** What the person said, what was checked, and what was decided. */
export function RequestFacts({ request, current }: { request: RequestDetail; current: CurrentWords }) {
  const { locale, words } = current;
  const { state, confirmedAt } = request;
  const rows: SummaryRow[] = [
    {
      term: words("desk.requests.fact.state"),
      detail: <StatusTag tone={requestTones[state]}>{words(`desk.requests.state.${state}`)}</StatusTag>,
    },
    { term: words("desk.requests.fact.name"), detail: request.name },
    { term: words("desk.requests.fact.email"), detail: request.email },
    { term: words("desk.requests.company"), detail: request.company },
    {
      term: words("desk.requests.fact.reason"),
      detail:
        request.reason === "" ? (
          words("desk.requests.fact.none")
        ) : (
          <p className="whitespace-pre-line">{request.reason}</p>
        ),
    },
    { term: words("desk.requests.fact.language"), detail: localeName[request.locale] },
    {
      term: words("desk.requests.fact.asked"),
      detail: <TimeText value={request.createdAt} locale={locale} />,
    },
    {
      term: words("desk.requests.fact.addressConfirmed"),
      detail:
        confirmedAt === null ? words("desk.requests.notConfirmed") : <TimeText value={confirmedAt} locale={locale} />,
    },
  ];
  return <SummaryList rows={[...rows, ...outcomeRows(request, current)]} />;
}

function outcomeRows(
  { decidedAt, account, declinedBecause }: RequestDetail,
  { locale, words, href }: CurrentWords,
): SummaryRow[] {
  return [
    ...(decidedAt === null
      ? []
      : [{ term: words("desk.requests.decided"), detail: <TimeText value={decidedAt} locale={locale} /> }]),
    ...(account === null
      ? []
      : [
          {
            term: words("desk.requests.fact.account"),
            detail: <a href={href(`/desk/accounts/${account.id}`)}>{account.legalName}</a>,
          },
        ]),
    ...(declinedBecause === undefined
      ? []
      : [
          {
            term: words("desk.requests.fact.reasonGiven"),
            detail: <p className="whitespace-pre-line">{declinedBecause}</p>,
          },
        ]),
  ];
}
