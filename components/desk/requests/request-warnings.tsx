import { Callout } from "@/components/ui/callout";
import type { RequestDetail } from "@/server/access/requests/queries";

/** What a decision must not miss. */
export function RequestWarnings({ request }: { request: RequestDetail }) {
  return (
    <>
      {request.revokedBefore ? (
        <Callout tone="warning" title="This person’s access was ended before">
          Somebody ended it on purpose. Ask the account’s admin before you let the person in again.
        </Callout>
      ) : null}
      {request.freemail ? (
        <Callout tone="warning" title="Anybody can have an address there">
          <p>
            {request.domain} is an open mail provider, so the address says nothing of an employer. Make sure by another
            way who this is.
          </p>
        </Callout>
      ) : null}
    </>
  );
}
