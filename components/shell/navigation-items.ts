/** Navigation as data, so that a shell can be given what this reader may see. */
export interface NavigationItem {
  readonly label: string;
  readonly href: string;
  /** How many wait there. It is shown from 1 on. */
  readonly count?: number;
  /** What is counted, for a screen reader: "waiting". */
  readonly countOf?: string;
}

export interface NavigationGroup {
  readonly title?: string;
  readonly items: readonly NavigationItem[];
}

/**
 * The item that the reader is in: the one with the longest address that is the path or a folder of it. `/desk` is current
 * on `/desk/requests` only where nothing closer is listed.
 */
export function currentHref(items: readonly NavigationItem[], path: string): string | undefined {
  const holding = items.filter(({ href }) => path === href || path.startsWith(href === "/" ? "/" : `${href}/`));
  return holding.sort((one, other) => other.href.length - one.href.length)[0]?.href;
}
