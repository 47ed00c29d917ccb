import { Reference } from "@/components/ui/reference";
import type { CurrentWords } from "@/server/access/current-words";
import type { ControlView } from "@/server/objections/view";
import { type Column, Table } from "../ui/table";
import { TimeText } from "../ui/time-text";
import { Typed } from "./objection-facts";

/** What was agreed with an account beyond what all get. */
export function ControlTable({
  controls,
  current: { locale, words, href },
}: {
  controls: readonly ControlView[];
  current: CurrentWords;
}) {
  const columns: readonly Column<ControlView>[] = [
    {
      header: words("objections.controls.what"),
      cell: ({ mitigation, changeName }) => (
        <>
          {words(`objections.mitigation.${mitigation}`)}: <bdi>{changeName}</bdi>
        </>
      ),
    },
    {
      header: words("objections.controls.text"),
      cell: ({ text }) => (text === null ? words("objections.entry.erased") : <Typed text={text} />),
    },
    {
      header: words("objections.outcome.from"),
      cell: ({ objectionId, reference }) => (
        <a href={href(`/desk/objections/${objectionId}`)}>
          <Reference>{reference}</Reference>
        </a>
      ),
    },
    {
      header: words("objections.outcome.since"),
      cell: ({ since }) => <TimeText value={since} short locale={locale} />,
    },
  ];
  return (
    <Table
      caption={words("objections.controls.caption")}
      captionHidden
      columns={columns}
      rows={controls}
      rowKey={({ id }) => id}
      empty={words("objections.controls.empty")}
    />
  );
}
