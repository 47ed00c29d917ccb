/** Paging by cursor. The desk's queries give this many rows at a time. */
export const rowsOnPage = 50;

/** The address of the next page, after the last row of this one; undefined where this page was not full. */
export function nextPage(
  path: string,
  rows: readonly { readonly id: string }[],
  query: Readonly<Record<string, string>> = {},
): string | undefined {
  const last = rows.at(-1);
  if (last === undefined || rows.length < rowsOnPage) return undefined;
  return `${path}?${new URLSearchParams({ ...query, before: last.id })}`;
}
