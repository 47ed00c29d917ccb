import { ApproveForm } from "@/components/desk/changes/approve-form";
import type { CurrentWords } from "@/server/access/current-words";
import { may } from "@/server/access/permissions";
import type { Viewer } from "@/server/access/viewer";
import type { DeskChange } from "@/server/subprocessors/changes/desk-queries";
import { changeFingerprint } from "@/server/subprocessors/changes/fingerprint";
import { mayFollow } from "@/server/subprocessors/changes/lifecycle";

interface NextStepProps {
  readonly change: DeskChange;
  readonly viewer: Viewer;
  /** Which an approval would freeze. */
  readonly noticeDays: number;
  readonly current: CurrentWords;
}

/** What this person can do next, or who can; nothing is offered that would be refused. */
export function NextStep({ change, viewer, noticeDays, current }: NextStepProps) {
  const { words, href } = current;
  const path = `/desk/subprocessors/changes/${change.id}`;
  const isAuthor = change.authorId === viewer.personId;
  const drafts = change.state === "draft" && isAuthor && may(viewer, "change:propose");
  const withdraws = mayFollow(change.state, "withdrawn") && may(viewer, "change:withdraw");
  return (
    <section aria-labelledby="next" className="space-y-6">
      <h2 id="next">{words("changes.desk.next")}</h2>
      <Standing change={change} isAuthor={isAuthor} approves={may(viewer, "change:approve")} words={words} />
      {change.state === "draft" && !isAuthor && may(viewer, "change:approve") ? (
        <ApproveForm
          changeId={change.id}
          seen={changeFingerprint(change, noticeDays)}
          waits={change.waits}
          noticeDays={noticeDays}
          current={current}
        />
      ) : null}
      <ul className="space-y-2">
        <li>
          <a href={href(`${path}/preview`)}>{words("changes.desk.previewLink")}</a>
        </li>
        {change.approvedAt !== null && may(viewer, "notice:read") ? (
          <li>
            <a href={href("/desk/notices")}>{words("changes.desk.noticesLink")}</a>
          </li>
        ) : null}
        {change.noticedAt === null ? null : (
          <li>
            <a href={href(`/subprocessors/changes/${change.id}`)}>{words("changes.desk.publicLink")}</a>
          </li>
        )}
        {drafts ? (
          <li>
            <a href={href(`${path}/draft`)}>{words("changes.desk.edit")}</a>
          </li>
        ) : null}
        {withdraws ? (
          <li>
            <a href={href(`${path}/withdrawal`)}>{words("changes.desk.withdraw")}</a>
          </li>
        ) : null}
      </ul>
    </section>
  );
}

function Standing({
  change: { state },
  isAuthor,
  approves,
  words,
}: {
  change: DeskChange;
  isAuthor: boolean;
  approves: boolean;
  words: CurrentWords["words"];
}) {
  const sentences = {
    draft: isAuthor ? words("changes.desk.yours") : approves ? null : words("changes.desk.others"),
    approved: words("changes.desk.goingOut"),
    noticed: words("changes.desk.underNotice"),
    effective: words("changes.desk.over"),
    withdrawn: words("changes.desk.withdrawnOver"),
  };
  const sentence = sentences[state];
  return sentence === null ? null : <p className="max-w-prose">{sentence}</p>;
}
