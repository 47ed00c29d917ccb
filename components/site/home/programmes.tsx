import { EvidenceInShort, StageTag, Targets, type Told } from "@/components/site/compliance/standing";
import { OwnWords } from "@/components/site/own-words";
import { Table } from "@/components/ui/table";
import type { Programme } from "@/server/content/facts-schema";

/** In short: each programme's stage and what it aims at; /compliance has the rest. */
export function Programmes({ programmes, at, current }: Told & { programmes: readonly Programme[] }) {
  const { locale, words, href } = current;
  return (
    <section aria-labelledby="programmes">
      <h2 id="programmes">{words("home.programmes.title")}</h2>
      <Table
        caption={words("home.programmes.title")}
        captionHidden
        columns={[
          {
            header: words("compliance.column.programme"),
            cell: ({ id, framework }) => (
              <a href={`${href("/compliance")}#${id}`}>
                <OwnWords locale={locale}>{framework}</OwnWords>
              </a>
            ),
          },
          {
            header: words("compliance.column.standing"),
            cell: ({ stage }) => <StageTag stage={stage} current={current} />,
          },
          {
            header: words("compliance.column.target"),
            cell: (programme) => <Targets programme={programme} at={at} current={current} />,
          },
          {
            header: words("compliance.column.evidence"),
            cell: ({ evidence }) => <EvidenceInShort evidence={evidence} current={current} />,
          },
        ]}
        rows={programmes}
        rowKey={({ id }) => id}
        empty={words("compliance.empty")}
      />
      <p className="mt-4">
        <a href={href("/compliance")}>{words("home.programmes.all")}</a>
      </p>
    </section>
  );
}
