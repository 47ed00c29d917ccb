import type { ReactNode } from "react";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import type { CurrentWords } from "@/server/access/current-words";
import type { BlockDifference, SectionDifference, WordRun } from "@/server/content/page-difference";

/** What differs, section by section; passages that stayed are told by their number, but for one beside a change. */
export function DifferenceView({
  heading,
  sections,
  current,
}: {
  heading: string;
  sections: readonly SectionDifference[];
  current: CurrentWords;
}) {
  const { words } = current;
  const changed = sections.filter(({ change }) => change !== "same");
  const same = sections.filter(({ change }) => change === "same");
  return (
    <div className="difference">
      <h3>{heading}</h3>
      <p>{words("history.counts", { changed: changed.length, same: same.length })}</p>
      {changed.length === 0 ? null : (
        <p className="text-sm text-muted">
          {words.rich("history.key", { ins: (text) => <ins>{text}</ins>, del: (text) => <del>{text}</del> })}
        </p>
      )}
      {changed.map((section) => (
        <Section key={section.id} section={section} current={current} />
      ))}
      {changed.length === 0 || same.length === 0 ? null : (
        <>
          <h4>{words("history.sameSections")}</h4>
          <ul>
            {same.map((section) => (
              <li key={section.id}>
                <Title section={section} current={current} />
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function Title({ section, current }: { section: SectionDifference; current: CurrentWords }) {
  if (section.id === "") return current.words("history.opening");
  return (
    <span lang="en">
      <Runs runs={section.title} current={current} />
    </span>
  );
}

function Section({ section, current }: { section: SectionDifference; current: CurrentWords }) {
  const { words } = current;
  const word = { inserted: words("history.sectionInserted"), deleted: words("history.sectionDeleted") };
  return (
    <section className="difference-section">
      <h4>
        <Title section={section} current={current} />
        {section.change === "inserted" || section.change === "deleted" ? (
          <span className="difference-word"> {word[section.change]}</span>
        ) : null}
      </h4>
      {passages(section.blocks).map((passage) =>
        "skipped" in passage ? (
          <p key={`skipped ${passage.at}`} className="difference-skipped">
            {words("history.unchanged", { count: passage.skipped })}
          </p>
        ) : (
          <p key={passage.at} className="difference-passage" data-kind={passage.block.kind} lang="en">
            <Runs runs={passage.block.runs} current={current} />
          </p>
        ),
      )}
    </section>
  );
}

type Passage =
  | { readonly at: number; readonly block: BlockDifference }
  | { readonly at: number; readonly skipped: number };

const stayed = (block: BlockDifference | undefined): boolean =>
  block === undefined || block.runs.every(({ change }) => change === "same");

/** Changed passages with one that stayed on either side; longer runs of those that stayed are counted. */
function passages(blocks: readonly BlockDifference[]): Passage[] {
  const shown: Passage[] = [];
  for (const [at, block] of blocks.entries()) {
    const beside = !stayed(blocks[at - 1]) || !stayed(blocks[at + 1]);
    const last = shown.at(-1);
    if (!stayed(block) || beside) shown.push({ at, block });
    else if (last !== undefined && "skipped" in last) shown[shown.length - 1] = { ...last, skipped: last.skipped + 1 };
    else shown.push({ at, skipped: 1 });
  }
  return shown;
}

function Runs({ runs, current }: { runs: readonly WordRun[]; current: CurrentWords }): ReactNode {
  const { locale, words } = current;
  const hidden = (text: string) => (
    <VisuallyHidden>
      <span lang={locale}>{text}</span>
    </VisuallyHidden>
  );
  let offset = 0;
  return runs.map(({ change, text }) => {
    const key = `${offset} ${change}`;
    offset += text.length;
    if (change === "same") return <span key={key}>{text}</span>;
    const Mark = change === "inserted" ? "ins" : "del";
    const start = words(change === "inserted" ? "history.insertedStart" : "history.deletedStart");
    const end = words(change === "inserted" ? "history.insertedEnd" : "history.deletedEnd");
    return (
      <Mark key={key}>
        {hidden(`${start} `)}
        {text}
        {hidden(` ${end} `)}
      </Mark>
    );
  });
}
