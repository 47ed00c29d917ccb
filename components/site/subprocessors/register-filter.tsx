import { Button } from "@/components/ui/button";
import type { CurrentWords } from "@/server/access/current-words";
import { statedFields } from "@/server/subprocessors/register";
import { choiceValue, isFiltered, type RegisterQuery, wholeRegister } from "@/server/subprocessors/register-view";

/** Asks by GET, so that what is found has an address; the order of the table stays as it was chosen. */
export function RegisterFilter({
  query,
  locations,
  current: { words, href },
}: {
  query: RegisterQuery;
  locations: readonly string[];
  current: CurrentWords;
}) {
  return (
    <search className="print-hidden" aria-label={words("register.filter.label")}>
      <form method="get" action={href("/subprocessors")} className="flex flex-wrap items-end gap-x-4 gap-y-3">
        {query.sort === null ? null : <input type="hidden" name="sort" value={query.sort} />}
        {query.order === "ascending" ? null : <input type="hidden" name="order" value={query.order} />}
        <div className="field min-w-0 flex-[1_1_14rem]">
          <label className="field-label" htmlFor="filter_words">
            {words("register.filter.text")}
          </label>
          <input
            id="filter_words"
            name="q"
            type="search"
            maxLength={200}
            defaultValue={query.q}
            className="field-input"
          />
        </div>
        <LocationChoice query={query} locations={locations} words={words} />
        <StatedChoices query={query} words={words} />
        <DayChoice query={query} words={words} />
        <Button type="submit">{words("register.filter.submit")}</Button>
        {isFiltered(query) || query.sort !== null ? (
          <a href={href(wholeRegister(query))} className="py-2.5">
            {words("register.filter.reset")}
          </a>
        ) : null}
      </form>
    </search>
  );
}

type Part = { query: RegisterQuery; words: CurrentWords["words"] };

/** Empty for today: a form that is kept open over midnight asks for today all the same. */
function DayChoice({ query, words }: Part) {
  return (
    <div className="field min-w-0 flex-[0_1_11rem]">
      <label className="field-label" htmlFor="filter_day">
        {words("register.filter.asOf")}
      </label>
      <input id="filter_day" name="as-of" type="date" defaultValue={query.asOf ?? ""} className="field-input w-full" />
    </div>
  );
}

function LocationChoice({ query, locations, words }: Part & { locations: readonly string[] }) {
  if (locations.length === 0) return null;
  return (
    <div className="field min-w-0 flex-[1_1_12rem]">
      <label className="field-label" htmlFor="filter_location">
        {words("register.filter.location")}
      </label>
      <select id="filter_location" name="location" defaultValue={query.location ?? ""} className="field-input w-full">
        <option value="">{words("register.filter.anyLocation")}</option>
        {locations.map((location) => (
          <option key={location} value={location}>
            {location}
          </option>
        ))}
      </select>
    </div>
  );
}

function StatedChoices({ query, words }: Part) {
  const group = (stated: boolean) =>
    statedFields.map((field) => {
      const column = words(`register.columns.${field}`);
      return (
        <option key={field} value={choiceValue({ field, stated })}>
          {words(stated ? "register.filter.statesField" : "register.filter.lacksField", { field: column })}
        </option>
      );
    });
  return (
    <div className="field min-w-0 flex-[1_1_14rem]">
      <label className="field-label" htmlFor="filter_stated">
        {words("register.filter.stated")}
      </label>
      <select
        id="filter_stated"
        name="stated"
        defaultValue={query.stated === null ? "" : choiceValue(query.stated)}
        className="field-input w-full"
      >
        <option value="">{words("register.filter.anyStated")}</option>
        <optgroup label={words("register.filter.isStated")}>{group(true)}</optgroup>
        <optgroup label={words("register.filter.isNotStated")}>{group(false)}</optgroup>
      </select>
    </div>
  );
}
