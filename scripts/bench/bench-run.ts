import type { Children } from "./children";

/** What every section of the bench is given. */
export interface Bench {
  readonly children: Children;
  /** Scratch space; removed at the end. */
  readonly folder: string;
  /** DATA_DIR of the bench's own deployment: embedded database, keys, stored files. */
  readonly dataDir: string;
  /** The application's role, which the settings name too. */
  readonly databaseUrl: string;
  readonly databaseOwnerUrl: string;
  /** How many messages a notice has: `--messages`. */
  readonly messages: number;
}
