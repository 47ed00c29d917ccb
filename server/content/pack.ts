/** A publisher's content, read and checked. */
import type { Advisory } from "./advisories";
import type { Agreement } from "./agreement";
import type { CompiledPage } from "./compile-page";
import type { Figure, Measures, Programme, SubProcessorFacts } from "./facts-schema";
import type { PageMeta } from "./page-schema";
import type { Publisher } from "./publisher-schema";
import type { QuarterFile } from "./report-schema";

/** One version of a page. */
export interface PageText extends CompiledPage {
  /** `trust` */
  readonly name: string;
  /** `/trust` */
  readonly address: string;
  readonly file: string;
  readonly meta: PageMeta;
  /** MDX without front matter; line numbers are the file's. */
  readonly body: string;
}

/** A page as it stands now. */
export interface Page extends PageText {
  /** The texts of earlier versions that the pack kept, newest first. */
  readonly earlier: readonly PageText[];
}

export interface Pack {
  /** The pack's folder name, as `alphagen`. */
  readonly name: string;
  /** `packFingerprint` from just before the files were read. */
  readonly fingerprint: string;
  /** When a file of it last came, went or changed, by the file system. */
  readonly changedAt: Date;
  readonly publisher: Publisher;
  readonly programmes: readonly Programme[];
  readonly subProcessors: SubProcessorFacts;
  readonly measures: Measures;
  /** By file name without `.yaml`. */
  readonly figures: Readonly<Record<string, Figure>>;
  /** Newest version first. */
  readonly agreements: readonly Agreement[];
  /** Newest quarter first, also those that are not signed off. */
  readonly reports: readonly QuarterFile[];
  /** Those under embargo and restricted ones too: what may be shown to whom is decided in server/advisories. */
  readonly advisories: readonly Advisory[];
  /** By name; `trust` and `toms` are always there. */
  readonly pages: Readonly<Record<string, Page>>;
}
