/** The versions of a page: what its history says of each, and the text where the pack kept it. */
import type { Page, PageText } from "./pack";
import type { PageMeta } from "./page-schema";

/** For `sort`: `1.9.0` before `1.10.0`. */
export const byVersion = (a: string, b: string): number => a.localeCompare(b, "en", { numeric: true });

export interface PageVersion {
  readonly entry: PageMeta["history"][number];
  readonly current: boolean;
  /** Null where the pack did not keep it. */
  readonly text: PageText | null;
}

/** Newest first. */
export function versionsOf(page: Page): PageVersion[] {
  const texts = new Map([page, ...page.earlier].map((text) => [text.meta.version, text]));
  return page.meta.history
    .map((entry) => ({
      entry,
      current: entry.version === page.meta.version,
      text: texts.get(entry.version) ?? null,
    }))
    .sort((a, b) => byVersion(b.entry.version, a.entry.version));
}

export interface Comparison {
  readonly from: PageText;
  readonly to: PageText;
}

/** Why two versions are not compared. */
export type NoComparison = "one-text" | "unknown" | "the-same";

/** The texts asked for; where none are, the current one and the newest before it. */
export function chooseComparison(
  versions: readonly PageVersion[],
  asked: { readonly from?: string | undefined; readonly to?: string | undefined },
): Comparison | NoComparison {
  const texts = versions.flatMap(({ text }) => (text === null ? [] : [text]));
  const [newest, before] = texts;
  if (newest === undefined || before === undefined) return "one-text";
  const find = (version: string | undefined, otherwise: PageText) =>
    version === undefined ? otherwise : texts.find(({ meta }) => meta.version === version);
  const from = find(asked.from, before);
  const to = find(asked.to, newest);
  if (from === undefined || to === undefined) return "unknown";
  return from === to ? "the-same" : { from, to };
}
