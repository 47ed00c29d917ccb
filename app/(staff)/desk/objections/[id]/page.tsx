import { notFound } from "next/navigation";
import { DoneCallout } from "@/components/desk/done-callout";
import { ObjectionFacts } from "@/components/desk/objections/objection-facts";
import { DecisionForm, MessageForm, ProposalForm, UnresolvedForm } from "@/components/desk/objections/objection-forms";
import { FilesForm } from "@/components/objections/files";
import { ObjectionFiles } from "@/components/objections/objection-files";
import { ObjectionThread } from "@/components/objections/objection-thread";
import { nextOf } from "@/components/objections/objection-words";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { PageHeader } from "@/components/ui/page-header";
import { code } from "@/components/ui/reference";
import { requireViewer } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { currentPack } from "@/server/content/current-pack";
import { readObjectionForStaff } from "@/server/objections/handling/queries";
import { isOpen, mayCloseUnresolved, mayPropose } from "@/server/objections/lifecycle";
import { now } from "@/server/platform/clock";
import { DeskFrame } from "../../desk-frame";
import { type IdParameter, idOf, type SearchParameter, textOf } from "../../desk-parameters";
import { pageTitle } from "../../page-title";
import { Part } from "./part";

const done = ["written", "added", "proposed", "unresolved", "decided"] as const;

export const generateMetadata = pageTitle("objections.title");

export default async function ObjectionPage({ params, searchParams }: IdParameter & SearchParameter) {
  const viewer = await requireViewer("objection:handle");
  const current = await currentWords();
  const { locale, words, href } = current;
  const { name, publisher } = await currentPack();
  const objection = await readObjectionForStaff(viewer, name, await idOf(params));
  if (objection === null) notFound();
  const { id, reference, state, content, onHold, control, recorded } = objection;
  const at = now();
  const short = publisher.names.short;
  const form = { objectionId: id, current };
  const sentences = Object.fromEntries(done.map((each) => [each, words(`objections.done.${each}`)]));
  return (
    <DeskFrame viewer={viewer} path={`/desk/objections/${id}`}>
      <div className="space-y-4">
        <Breadcrumbs trail={[{ label: words("objections.title"), href: href("/desk/objections") }]} locale={locale} />
        <PageHeader
          title={words.rich("objections.one", { reference, code })}
          lead={words(`objections.deskNext.${nextOf(objection)}`)}
        />
      </div>
      <DoneCallout done={await textOf(searchParams, "done")} sentences={sentences} locale={locale} />
      <ObjectionFacts objection={objection} publisher={short} at={at} current={current} />
      <Part id="explanation" title={words("objections.section.explanation")}>
        {[content?.explanation ?? words("objections.entry.erased"), content?.wish ?? ""]
          .filter((text) => text !== "")
          .map((text) => (
            <p key={text} className="max-w-prose wrap-anywhere whitespace-pre-line" dir="auto">
              {text}
            </p>
          ))}
      </Part>
      <Part id="thread" title={words("objections.section.thread")}>
        <ObjectionThread objection={objection} publisher={short} current={current} />
        {isOpen(state) ? <MessageForm {...form} /> : null}
      </Part>
      <Part id="files" title={words("objections.section.files")}>
        <ObjectionFiles
          files={objection.files}
          base="/desk/objections/files"
          publisher={short}
          account={objection.accountName}
          current={current}
        />
        {isOpen(state) ? (
          <FilesForm
            action={`/desk/objections/${id}/files`}
            problem={await textOf(searchParams, "problem")}
            current={current}
          />
        ) : null}
      </Part>
      {mayPropose(objection) ? (
        <Part id="propose" title={words("objections.section.propose")}>
          <ProposalForm {...form} days={publisher.portal.objections.accountAnswerDays} />
        </Part>
      ) : null}
      {mayCloseUnresolved(objection, at) ? (
        <Part id="close" title={words("objections.desk.closeTitle")}>
          <UnresolvedForm {...form} statement={publisher.unresolvedObjection.statement} />
        </Part>
      ) : null}
      {state === "unresolved" && onHold ? (
        <Part id="decide" title={words("objections.section.decide")}>
          <DecisionForm {...form} />
        </Part>
      ) : null}
      {control === null && state !== "unresolved" ? null : (
        <Part id="outcome" title={words("objections.section.outcome")}>
          {control === null ? null : (
            <p className="max-w-prose wrap-anywhere whitespace-pre-line" dir="auto">
              {control.text ?? words("objections.entry.erased")}
            </p>
          )}
          {state !== "unresolved" ? null : recorded ? (
            <p>
              <a href={`/desk/objections/${id}/record`}>{words("objections.outcome.record")}</a>
              <span className="text-muted"> {words("objections.outcome.recordWhat")}</span>
            </p>
          ) : (
            <p role="status">{words("objections.outcome.recordPending")}</p>
          )}
        </Part>
      )}
    </DeskFrame>
  );
}
