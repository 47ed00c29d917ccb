import type { CurrentWords } from "@/server/access/current-words";
import { mayObject } from "@/server/notices/received/policy";
import type { NoticeSummary } from "@/server/notices/received/queries";
import { ButtonLink } from "../ui/button";

/** How to object, or why the account cannot (any more). */
export function ObjectionWay({
  notice,
  mayFile,
  openId,
  at,
  current: { words, href },
}: {
  notice: NoticeSummary;
  /** Whether the reader is one of those who object for the account. */
  mayFile: boolean;
  /** The account's open objection to this change; null where it has none. */
  openId: string | null;
  at: Date;
  current: CurrentWords;
}) {
  const { change, kind } = notice;
  if (change === null || kind !== "change" || change.state === "withdrawn") return null;
  if (!change.waits) return <p className="max-w-prose">{words("received.object.noWait")}</p>;
  if (openId !== null) {
    return (
      <div className="grid gap-4">
        <p className="max-w-prose">{words("received.object.open")}</p>
        <p>
          <ButtonLink href={href(`/portal/objections/${openId}`)}>{words("received.object.follow")}</ButtonLink>
        </p>
      </div>
    );
  }
  if (!mayObject(notice, at)) {
    return (
      <p className="max-w-prose">
        {words(notice.givenAt === null ? "received.object.notYet" : "received.object.over")}
      </p>
    );
  }
  return (
    <div className="grid gap-4">
      <p className="max-w-prose">{words("received.object.how")}</p>
      <p>
        {mayFile ? (
          <ButtonLink href={href(`/portal/objections/new?change=${change.id}`)}>
            {words("received.object.start")}
          </ButtonLink>
        ) : (
          <a href={href("/portal/objections")}>{words("received.object.all")}</a>
        )}
      </p>
    </div>
  );
}
