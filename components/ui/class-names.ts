/** Joins the class names that are there: `classNames("button", wide && "w-full")`. */
export function classNames(...names: readonly (string | false | undefined)[]): string {
  return names.filter(Boolean).join(" ");
}
