import { Button } from "@/components/ui/button";
import type { CurrentWords } from "@/server/access/current-words";
import type { PageVersion } from "@/server/content/versions";

/** Asks by GET, so that each difference has an address. Only versions whose text is kept can be chosen. */
export function ChooseVersions({
  versions,
  action,
  chosen,
  current: { words, href },
}: {
  versions: readonly PageVersion[];
  action: string;
  chosen: { readonly from?: string | undefined; readonly to?: string | undefined };
  current: CurrentWords;
}) {
  const kept = versions.filter(({ text }) => text !== null).map(({ entry }) => entry.version);
  const fields = [
    { name: "from", label: words("history.from"), value: chosen.from ?? kept[1] },
    { name: "to", label: words("history.to"), value: chosen.to ?? kept[0] },
  ];
  return (
    <form method="get" action={`${href(action)}#differences`} className="flex flex-wrap items-end gap-4 print:hidden">
      {fields.map(({ name, label, value }) => (
        <div key={name} className="field min-w-0 flex-[0_1_10rem]">
          <label className="field-label" htmlFor={`version-${name}`}>
            {label}
          </label>
          <select id={`version-${name}`} name={name} className="field-input w-full" defaultValue={value}>
            {kept.map((version) => (
              <option key={version} value={version}>
                {version}
              </option>
            ))}
          </select>
        </div>
      ))}
      <Button type="submit">{words("history.compare")}</Button>
    </form>
  );
}
