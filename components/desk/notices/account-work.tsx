import { StatusTag } from "@/components/ui/status-tag";
import { SummaryList } from "@/components/ui/summary-list";
import { TimeText } from "@/components/ui/time-text";
import type { CurrentWords } from "@/server/access/current-words";
import { may } from "@/server/access/permissions";
import type { Viewer } from "@/server/access/viewer";
import type { ClosureView, DeskAccountNotice, DeskNotice, HoldView } from "@/server/notices/desk/queries";
import type { WorkItem } from "@/server/notices/desk/worklist";
import { CloseForm, DecideForm, RecordForm, SendForm } from "./account-forms";

interface Shown {
  readonly viewer: Viewer;
  readonly notice: DeskNotice;
  readonly account: DeskAccountNotice;
  readonly current: CurrentWords;
}

/** What this person can do about the account; nothing is offered that would be refused. */
export function AccountWork({ viewer, notice, account, work, current }: Shown & { work: readonly WorkItem[] }) {
  const { words } = current;
  const place = { noticeId: notice.id, accountId: account.accountId, current };
  const { told } = account;
  if (!may(viewer, "notice:work") || told === null || account.closed || work.length === 0) return null;
  const returned = work.flatMap(({ deliveryId }) => deliveryId ?? []);
  return (
    <section aria-labelledby="work" className="space-y-8">
      <h2 id="work">{words("notices.work.title")}</h2>
      <p className="max-w-prose">
        {words(told.givenAt === null ? "notices.work.untoldText" : "notices.work.returnedText")}
      </p>
      <div className="space-y-4">
        <h3>{words("notices.send.title")}</h3>
        <SendForm {...place} />
      </div>
      {told.givenAt === null && told.record === null ? (
        <div className="space-y-4">
          <h3>{words("notices.record.title")}</h3>
          <p className="max-w-prose">{words("notices.record.lead")}</p>
          <RecordForm {...place} />
        </div>
      ) : null}
      {returned.map((deliveryId) => (
        <div key={deliveryId} className="space-y-4">
          <h3>{words("notices.close.title")}</h3>
          <CloseForm {...place} deliveryId={deliveryId} />
        </div>
      ))}
    </section>
  );
}

/** Why the change is not in force for the account, and how that was decided. */
export function Holds({ viewer, notice, account, current }: Shown) {
  const { words } = current;
  if (account.holds.length === 0) return null;
  return (
    <section aria-labelledby="holds" className="space-y-6">
      <h2 id="holds">{words("notices.hold.title")}</h2>
      {account.holds.map((hold) => (
        <div key={hold.id} className="space-y-6">
          <HoldFacts hold={hold} current={current} />
          {hold.reason === "objection" && hold.decision === null ? (
            <p className="max-w-prose">{words("notices.hold.withObjection")}</p>
          ) : null}
          {hold.reason === "unreached" && hold.decision === null && may(viewer, "hold:decide") && !account.closed ? (
            <DecideForm
              noticeId={notice.id}
              accountId={account.accountId}
              holdId={hold.id}
              told={account.told?.change?.windowUntil != null}
              current={current}
            />
          ) : null}
        </div>
      ))}
    </section>
  );
}

function HoldFacts({ hold, current: { locale, words } }: { hold: HoldView; current: CurrentWords }) {
  const { reason, createdAt, decision, decidedAt, decidedBy, text } = hold;
  return (
    <SummaryList
      rows={[
        { term: words("notices.hold.reason"), detail: words(`notices.hold.${reason}`) },
        { term: words("notices.hold.since"), detail: <TimeText value={createdAt} locale={locale} /> },
        {
          term: words("notices.hold.decision"),
          detail:
            decision === null ? (
              <StatusTag tone="at-risk">{words("notices.hold.open")}</StatusTag>
            ) : (
              words(`notices.decide.${decision}`)
            ),
        },
        ...(decidedAt === null
          ? []
          : [
              {
                term: words("notices.hold.decided"),
                detail: (
                  <>
                    {decidedBy}, <TimeText value={decidedAt} locale={locale} />
                  </>
                ),
              },
              { term: words("notices.decide.text"), detail: <Remark text={text} words={words} /> },
            ]),
      ]}
    />
  );
}

/** Returned messages that staff looked into, with what they found. */
export function Closures({
  closures,
  current: { locale, words },
}: {
  closures: readonly ClosureView[];
  current: CurrentWords;
}) {
  if (closures.length === 0) return null;
  return (
    <section aria-labelledby="closures" className="space-y-4">
      <h2 id="closures">{words("notices.close.done")}</h2>
      <ul className="space-y-3">
        {closures.map(({ deliveryId, closedAt, closedBy, text }) => (
          <li key={deliveryId}>
            <Remark text={text} words={words} /> <span className="text-muted">{closedBy}, </span>
            <TimeText value={closedAt} locale={locale} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Remark({ text, words }: { text: string | null; words: CurrentWords["words"] }) {
  if (text === null) return words("received.erased");
  return (
    <span className="wrap-anywhere whitespace-pre-line" dir="auto">
      {text}
    </span>
  );
}
