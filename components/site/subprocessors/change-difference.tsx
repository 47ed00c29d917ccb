import { OwnWords } from "@/components/site/own-words";
import { type Column, Table } from "@/components/ui/table";
import { TimeText } from "@/components/ui/time-text";
import type { CurrentWords } from "@/server/access/current-words";
import { differenceOf, type FieldDifference, nameOf, type RegisterChange } from "@/server/subprocessors/changes/change";

/** Field by field what the register says before and after. Of a newcomer, or of one that goes, there is one side alone. */
export function ChangeDifference({
  change,
  current,
}: {
  change: Pick<RegisterChange, "kind" | "entry" | "previous">;
  current: CurrentWords;
}) {
  const { words } = current;
  const { kind } = change;
  const before: Column<FieldDifference> = {
    header: words("changes.difference.before"),
    cell: ({ field, before: value }) => <Value field={field} value={value} current={current} />,
  };
  const after: Column<FieldDifference> = {
    header: words("changes.difference.after"),
    cell: ({ field, after: value, changed }) =>
      kind === "amendment" && !changed ? (
        <span className="text-muted">{words("changes.difference.unchanged")}</span>
      ) : (
        <Value field={field} value={value} current={current} marked={kind === "amendment"} />
      ),
  };
  const sides = { addition: [after], removal: [before], amendment: [before, after], replacement: [before, after] };
  return (
    <Table
      caption={caption(change, current)}
      columns={[
        { header: words("changes.difference.field"), cell: ({ field }) => words(`register.columns.${field}`) },
        ...sides[kind],
      ]}
      rows={differenceOf(change)}
      rowKey={({ field }) => field}
      empty=""
    />
  );
}

function caption(change: Pick<RegisterChange, "kind" | "entry" | "previous">, { words }: CurrentWords): string {
  if (change.kind === "addition") return words("changes.difference.captionOne", { name: nameOf(change) });
  if (change.kind === "removal") return words("changes.difference.captionGone", { name: nameOf(change) });
  return words("changes.difference.caption");
}

function Value({
  field,
  value,
  current: { locale, words },
  marked = false,
}: {
  field: FieldDifference["field"];
  value: string | null;
  current: CurrentWords;
  /** As what is new beside what it was. */
  marked?: boolean;
}) {
  const text =
    value === null ? (
      <span className="text-muted">{words("site.notStated")}</span>
    ) : field === "since" ? (
      <TimeText value={value} precision="day" locale={locale} />
    ) : (
      <OwnWords locale={locale}>{value}</OwnWords>
    );
  return marked ? <strong className="font-semibold wrap-anywhere">{text}</strong> : text;
}
