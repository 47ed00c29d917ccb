import type { ReactNode } from "react";
import { OwnWords } from "@/components/site/own-words";
import { ChangeDifference } from "@/components/site/subprocessors/change-difference";
import { Arguments, changeTones, headlineOf, NoticeWindow } from "@/components/site/subprocessors/change-words";
import { NoticeText } from "@/components/site/subprocessors/notice-text";
import { Callout } from "@/components/ui/callout";
import { PageHeader } from "@/components/ui/page-header";
import { StatusTag } from "@/components/ui/status-tag";
import { TimeText } from "@/components/ui/time-text";
import type { CurrentWords } from "@/server/access/current-words";
import type { Message } from "@/server/mail/message";
import type { RegisterChange } from "@/server/subprocessors/changes/change";
import { type ChangeState, standingAt } from "@/server/subprocessors/changes/lifecycle";

interface ChangeViewProps {
  readonly change: RegisterChange;
  /** What subscribers read of it. */
  readonly notice: Pick<Message, "subject" | "text">;
  readonly at: Date;
  readonly current: CurrentWords;
}

/** A change as everybody sees it. */
export function ChangeView(props: ChangeViewProps) {
  const { change, current } = props;
  return (
    <>
      <PageHeader
        eyebrow={current.words("changes.public.one")}
        title={<bdi className="wrap-anywhere">{headlineOf(change, current)}</bdi>}
        meta={<ChangeStanding {...props} />}
      />
      <ChangeBody {...props} />
    </>
  );
}

/** What stands below the heading. At the desk it is the preview: what is not fixed yet says so. */
export function ChangeBody({ change, notice, at, current }: ChangeViewProps) {
  const { words, href } = current;
  const standing = standingAt(change, at);
  const { effectiveAt, noticeDays, waits } = change;
  return (
    <>
      {standing === "noticed" && waits && effectiveAt !== null ? (
        <NoticeWindow noticeDays={noticeDays} effectiveAt={effectiveAt} at={at} current={current} />
      ) : null}
      {standing === "withdrawn" ? <Withdrawn change={change} current={current} /> : null}
      <section aria-labelledby="what" className="space-y-4">
        <h2 id="what">{words("changes.part.what")}</h2>
        <ChangeDifference change={change} current={current} />
      </section>
      <Arguments change={change} current={current} />
      {standing === "withdrawn" ? null : <Objecting change={change} standing={standing} current={current} />}
      <section aria-labelledby="notice" className="space-y-4">
        <h2 id="notice">{words("changes.public.noticeTitle")}</h2>
        <p className="max-w-prose">{words("changes.public.notice")}</p>
        <NoticeText notice={notice} current={current} />
      </section>
      <ul className="space-y-2 print-hidden">
        {effectiveAt === null || standing === "withdrawn" ? null : (
          <li>
            <a href={href(`/subprocessors?as-of=${effectiveAt.toISOString().slice(0, 10)}`)}>
              {words("changes.public.registerLink")}
            </a>
          </li>
        )}
        <li>
          <a href={href("/subprocessors/changes")}>{words("changes.public.allLink")}</a>
        </li>
      </ul>
    </>
  );
}

export function ChangeStanding({ change, at, current: { locale, words } }: Omit<ChangeViewProps, "notice">) {
  const standing = standingAt(change, at);
  const { kind, waits, noticeDays, noticedAt, effectiveAt, withdrawnAt } = change;
  const time = (value: Date, now?: Date) => (
    <TimeText value={value} locale={locale} {...(now === undefined ? {} : { now })} />
  );
  const over = standing === "effective";
  const effect =
    effectiveAt === null ? words("changes.public.fact.notFixed") : time(effectiveAt, over ? undefined : at);
  return (
    <dl className="document-meta">
      <Fact term={words("changes.public.fact.state")}>
        <StatusTag tone={changeTones[standing]}>{words(`changes.state.${standing}`)}</StatusTag>
      </Fact>
      <Fact term={words("changes.public.fact.kind")}>{words(`changes.kind.${kind}`)}</Fact>
      {noticedAt === null ? null : <Fact term={words("changes.public.fact.announced")}>{time(noticedAt)}</Fact>}
      {standing === "withdrawn" ? null : (
        <Fact term={words(over ? "changes.public.fact.tookEffect" : "changes.public.fact.effect")}>{effect}</Fact>
      )}
      {withdrawnAt === null ? null : <Fact term={words("changes.public.fact.withdrawn")}>{time(withdrawnAt)}</Fact>}
      <Fact term={words("changes.public.fact.wait")}>
        {waits ? words("changes.waits.yes", { days: noticeDays }) : words("changes.waits.no")}
      </Fact>
    </dl>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Withdrawn({ change: { withdrawnReason }, current }: { change: RegisterChange; current: CurrentWords }) {
  const { locale, words } = current;
  return (
    <Callout tone="warning" title={words("changes.public.withdrawnTitle")} locale={locale}>
      <p>{words("changes.public.withdrawn")}</p>
      <p className="whitespace-pre-line wrap-anywhere">
        <OwnWords locale={locale}>{withdrawnReason}</OwnWords>
      </p>
    </Callout>
  );
}

/** Until when a customer may object is its own; here stands only what holds for all. */
function Objecting({
  change: { waits, effectiveAt },
  standing,
  current: { locale, words, href },
}: {
  change: RegisterChange;
  standing: ChangeState;
  current: CurrentWords;
}) {
  const sentence = () => {
    if (!waits) return words("changes.public.objectNone");
    if (standing === "effective") return words("changes.public.objectOver");
    if (effectiveAt === null) return words("changes.public.objectUnfixed");
    return words.rich("changes.public.object", { time: () => <TimeText value={effectiveAt} locale={locale} /> });
  };
  return (
    <section aria-labelledby="object" className="max-w-prose space-y-3">
      <h2 id="object">{words("changes.public.objectTitle")}</h2>
      <p>{sentence()}</p>
      {waits ? (
        <p>
          <a href={href("/portal/objections")}>{words("changes.public.objectLink")}</a>
        </p>
      ) : null}
    </section>
  );
}
