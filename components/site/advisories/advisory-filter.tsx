import { Button } from "@/components/ui/button";
import type { CurrentWords } from "@/server/access/current-words";
import { type AdvisoryQuery, type Choices, isNarrowed } from "@/server/advisories/list-query";
import { severities } from "@/server/content/advisory-schema";
import { kindWords, severityWords } from "./advisory-words";

/** Asks by GET, so that what is found has an address and needs no JavaScript. */
export function AdvisoryFilter({
  query,
  choices,
  current: { words, href },
}: {
  query: AdvisoryQuery;
  choices: Choices;
  current: CurrentWords;
}) {
  const fields = [
    {
      name: "severity",
      label: words("advisories.column.severity"),
      chosen: query.severity,
      options: [...severities].reverse().map((value) => ({ value, label: words(severityWords[value]) })),
    },
    {
      name: "product",
      label: words("advisories.product"),
      chosen: query.product,
      options: choices.products.map(({ id, name }) => ({ value: id, label: name })),
    },
    {
      name: "year",
      label: words("advisories.year"),
      chosen: query.year,
      options: choices.years.map((year) => ({ value: year, label: year })),
    },
    {
      name: "kind",
      label: words("advisories.column.kind"),
      chosen: query.kind,
      options: (["advisory", "retrospective"] as const).map((value) => ({ value, label: words(kindWords[value]) })),
    },
  ];
  return (
    <search className="print-hidden" aria-label={words("advisories.filter.label")}>
      <form method="get" action={href("/advisories")} className="flex flex-wrap items-end gap-x-4 gap-y-3">
        {fields.map(({ name, label, chosen, options }) => (
          <div key={name} className="field min-w-0 flex-[1_1_11rem]">
            <label className="field-label" htmlFor={`filter_${name}`}>
              {label}
            </label>
            <select id={`filter_${name}`} name={name} defaultValue={chosen ?? ""} className="field-input w-full">
              <option value="">{words("advisories.filter.any")}</option>
              {options.map((option) => (
                <option key={option.value} value={option.value}>
                  {option.label}
                </option>
              ))}
            </select>
          </div>
        ))}
        <Button type="submit">{words("advisories.filter.submit")}</Button>
        {isNarrowed(query) ? (
          <a href={href("/advisories")} className="py-2.5">
            {words("advisories.filter.reset")}
          </a>
        ) : null}
      </form>
    </search>
  );
}
