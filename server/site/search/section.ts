import type { Said } from "@/server/site/pages";
import type { Locale } from "@/server/words/locale";

/** As much of a page as stands under one heading: what a search finds. */
export interface SearchSection {
  /** Of the page, without its language. */
  readonly path: string;
  /** Null: the page's own beginning. */
  readonly anchor: string | null;
  readonly page: Said;
  readonly heading: string;
  /** Plain text. */
  readonly text: string;
  /** The language of heading and text. */
  readonly locale: Locale;
}
