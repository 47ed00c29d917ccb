import { Callout } from "@/components/ui/callout";
import type { CurrentWords } from "@/server/access/current-words";
import type { RequestDetail } from "@/server/access/requests/queries";

/** What a decision must not miss. */
export function RequestWarnings({
  request,
  current: { locale, words },
}: {
  request: RequestDetail;
  current: CurrentWords;
}) {
  return (
    <>
      {request.revokedBefore ? (
        <Callout tone="warning" title={words("desk.requests.warning.revokedTitle")} locale={locale}>
          {words("desk.requests.warning.revoked")}
        </Callout>
      ) : null}
      {request.freemail ? (
        <Callout tone="warning" title={words("desk.requests.warning.freemailTitle")} locale={locale}>
          {words("desk.requests.warning.freemail", { domain: request.domain })}
        </Callout>
      ) : null}
    </>
  );
}
