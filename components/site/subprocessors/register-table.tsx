import type { ReactNode } from "react";
import { type Column, Table } from "@/components/ui/table";
import { TimeText } from "@/components/ui/time-text";
import { words as primitiveWords } from "@/components/ui/words";
import type { CurrentWords } from "@/server/access/current-words";
import { type RegisterEntry, type StatedField, statedFields } from "@/server/subprocessors/register";
import {
  isFiltered,
  type RegisterQuery,
  registerAddress,
  type SortField,
  sortFields,
  wholeRegister,
} from "@/server/subprocessors/register-view";

/** Every column of the register; the heads that sort lead to the same entries in another order. */
export function RegisterTable({
  shown,
  total,
  query,
  current,
}: {
  shown: readonly RegisterEntry[];
  total: number;
  query: RegisterQuery;
  current: CurrentWords;
}) {
  const { words } = current;
  const filtered = isFiltered(query);
  return (
    <section className="grid gap-4">
      <Table
        caption={
          filtered
            ? words("register.countOf", { shown: shown.length, count: total })
            : words("register.count", { count: total })
        }
        columns={columns(query, current)}
        rows={shown}
        rowKey={(entry) => entry.id}
        sortWord={words("register.sortBy")}
        empty={<Nothing query={query} current={current} />}
      />
      {shown.some(({ certifications }) => certifications !== null) ? (
        <p className="max-w-2xl text-sm text-muted">{words("register.certificates")}</p>
      ) : null}
    </section>
  );
}

function columns(query: RegisterQuery, current: CurrentWords): Column<RegisterEntry>[] {
  const { words, href } = current;
  const head = (field: "name" | StatedField) => ({
    header: words(`register.columns.${field}`),
    ...(isSortField(field) ? { sort: sortLink(field, query, href) } : {}),
  });
  return [
    { ...head("name"), cell: (entry) => <Name entry={entry} current={current} /> },
    ...statedFields.map((field) => ({
      ...head(field),
      cell: (entry: RegisterEntry) => <Stated field={field} value={entry[field]} current={current} />,
    })),
  ];
}

const isSortField = (field: string): field is SortField => sortFields.some((known) => known === field);

function sortLink(field: SortField, query: RegisterQuery, href: CurrentWords["href"]) {
  const now = query.sort === field ? query.order : null;
  const order = now === "ascending" ? "descending" : "ascending";
  return { href: href(registerAddress(query, { sort: field, order })), now };
}

/** The name is its own address, so that one row can be pointed at. */
function Name({ entry: { id, name }, current: { locale } }: { entry: RegisterEntry; current: CurrentWords }) {
  return (
    <a
      id={id}
      className="row-link"
      href={`#${id}`}
      dir="auto"
      data-copy-link=""
      data-copied-word={primitiveWords[locale].copied}
    >
      {name}
    </a>
  );
}

function Stated({
  field,
  value,
  current: { locale, words },
}: {
  field: StatedField;
  value: string | null;
  current: CurrentWords;
}): ReactNode {
  if (value === null) return <span className="text-muted">{words("site.notStated")}</span>;
  if (field === "since") return <TimeText value={value} precision="day" locale={locale} />;
  return (
    <span lang={locale === "en" ? undefined : "en"} dir="auto">
      {value}
    </span>
  );
}

function Nothing({ query, current: { words, href } }: { query: RegisterQuery; current: CurrentWords }): ReactNode {
  if (!isFiltered(query)) return words(query.asOf === null ? "register.empty" : "register.asOf.empty");
  return words.rich("register.noMatch", {
    reset: (text) => <a href={href(wholeRegister(query))}>{text}</a>,
  });
}
