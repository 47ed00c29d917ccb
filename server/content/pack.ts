/** A publisher's content, read and checked. */
import type { Agreement } from "./agreement";
import type { CompiledPage } from "./compile-page";
import type { Figure, Measures, Programme, SubProcessorFacts } from "./facts-schema";
import type { PageMeta } from "./page-schema";
import type { Publisher } from "./publisher-schema";

export interface Page extends CompiledPage {
  /** File name without `.mdx`. */
  readonly name: string;
  /** `/trust` */
  readonly address: string;
  readonly file: string;
  readonly meta: PageMeta;
  /** MDX without front matter; line numbers are the file's. */
  readonly body: string;
}

export interface Pack {
  /** The pack's folder name, as `alphagen`. */
  readonly name: string;
  /** `packFingerprint` from just before the files were read. */
  readonly fingerprint: string;
  readonly publisher: Publisher;
  readonly programmes: readonly Programme[];
  readonly subProcessors: SubProcessorFacts;
  readonly measures: Measures;
  /** By file name without `.yaml`. */
  readonly figures: Readonly<Record<string, Figure>>;
  /** Newest version first. */
  readonly agreements: readonly Agreement[];
  /** By name; `trust` and `toms` are always there. */
  readonly pages: Readonly<Record<string, Page>>;
}
