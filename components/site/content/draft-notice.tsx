import type { CurrentWords } from "@/server/access/current-words";
import { quarterStanding } from "@/server/content/calendar";
import type { Publisher } from "@/server/content/publisher-schema";

/** On every page of a publisher whose documents are drafts: that they are, and what is still pending, by the clock. */
export function DraftNotice({
  status: { statement, pending },
  current: { words },
  now,
}: {
  status: Publisher["status"];
  current: Pick<CurrentWords, "words">;
  now: Date;
}) {
  return (
    <>
      <p>
        <strong>{words("site.draft")}</strong> <span lang="en">{statement}</span>
      </p>
      {pending.length === 0 ? null : (
        <p>
          {words("content.pending.label")}{" "}
          {pending.map(({ title, quarter }, index) => (
            <span key={title}>
              {index === 0 ? null : "; "}
              <span lang="en">{title}</span>
              {quarter === null ? null : ` (${whenInWords(quarter, words, now)})`}
            </span>
          ))}
          .
        </p>
      )}
    </>
  );
}

function whenInWords(quarter: string, words: CurrentWords["words"], now: Date): string {
  const { year, number, passed } = quarterStanding(quarter, now);
  return passed
    ? words("content.pending.passed", { year, number })
    : words("content.pending.planned", { year, number });
}
