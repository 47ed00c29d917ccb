import type { CurrentWords } from "@/server/access/current-words";
import type { Publisher } from "@/server/content/publisher-schema";
import { isOpen } from "@/server/objections/lifecycle";
import type { ObjectionView } from "@/server/objections/view";
import { Callout } from "../ui/callout";
import { AnswerForms, MessageForm, standingProposal } from "./answer-forms";
import { FilesForm } from "./files";
import { ObjectionContent, ObjectionStanding } from "./objection-facts";
import { ObjectionFiles } from "./objection-files";
import { ObjectionThread } from "./objection-thread";
import { nextOf } from "./objection-words";
import { AgreedControl, UnresolvedOutcome } from "./outcome";

interface OwnObjectionProps {
  readonly objection: ObjectionView;
  /** Where the account reads of the change. */
  readonly changeHref: string;
  readonly publisher: Publisher;
  readonly mayAnswer: boolean;
  readonly mayWithdraw: boolean;
  /** Why files were not taken. */
  readonly problem: string | undefined;
  readonly at: Date;
  readonly current: CurrentWords;
}

/** An objection as its account sees it: where it stands and what to do comes first. */
export function OwnObjection(props: OwnObjectionProps) {
  const { objection, publisher, mayAnswer, mayWithdraw, at, current } = props;
  const { locale, words, href } = current;
  const name = publisher.names.short;
  const proposal = standingProposal(objection);
  return (
    <>
      <Callout tone="info" title={words("objections.section.next")} locale={locale}>
        <p>{words(`objections.next.${nextOf(objection)}`, { publisher: name })}</p>
      </Callout>
      <ObjectionStanding objection={objection} publisher={name} at={at} current={current} />
      <Outcome {...props} />
      {proposal !== null && mayAnswer ? (
        <section className="grid gap-4" aria-labelledby="answer">
          <h2 id="answer">{words("objections.section.answer")}</h2>
          <AnswerForms objectionId={objection.id} proposal={proposal} publisher={name} at={at} current={current} />
        </section>
      ) : null}
      <section className="grid gap-4" aria-labelledby="what">
        <h2 id="what">{words("objections.section.what")}</h2>
        <ObjectionContent objection={objection} changeHref={props.changeHref} current={current} />
      </section>
      <section className="grid gap-4" aria-labelledby="thread">
        <h2 id="thread">{words("objections.section.thread")}</h2>
        <ObjectionThread objection={objection} publisher={name} current={current} />
        {isOpen(objection.state) && mayAnswer ? <MessageForm objectionId={objection.id} current={current} /> : null}
      </section>
      <OwnFiles {...props} />
      {isOpen(objection.state) && mayWithdraw ? (
        <p>
          <a href={href(`/portal/objections/${objection.id}/withdrawal`)}>{words("objections.withdrawal.link")}</a>
        </p>
      ) : null}
    </>
  );
}

function Outcome({ objection, publisher, current }: OwnObjectionProps) {
  const { words } = current;
  if (objection.control === null && objection.state !== "unresolved") return null;
  return (
    <section className="grid gap-4" aria-labelledby="outcome">
      <h2 id="outcome">
        {words(objection.control === null ? "objections.section.outcome" : "objections.outcome.control")}
      </h2>
      {objection.control === null ? (
        <UnresolvedOutcome
          objection={objection}
          outcome={publisher.unresolvedObjection}
          recordHref={`/portal/objections/${objection.id}/record`}
          current={current}
        />
      ) : (
        <AgreedControl control={objection.control} current={current} />
      )}
    </section>
  );
}

function OwnFiles({ objection, publisher, mayAnswer, problem, current }: OwnObjectionProps) {
  const { words } = current;
  return (
    <section className="grid gap-4" aria-labelledby="files">
      <h2 id="files">{words("objections.section.files")}</h2>
      <ObjectionFiles
        files={objection.files}
        account={objection.accountName}
        publisher={publisher.names.short}
        base="/portal/objections/files"
        current={current}
      />
      {isOpen(objection.state) && mayAnswer ? (
        <FilesForm action={`/portal/objections/${objection.id}/files`} problem={problem} current={current} />
      ) : null}
    </section>
  );
}
