import { createHash } from "node:crypto";

/** A feed as a WebSub hub knows it: by the address that the feed gives as its own (W3C WebSub §4). */
export interface FeedTopic {
  /** Of this site, with the query. */
  readonly path: string;
  /** It is narrowed to nothing. */
  readonly whole: boolean;
  /** Of what the feed lists: another one, and the feed has changed. */
  readonly digest: string;
}

/** SHA-256, in hexadecimal digits, of anything that JSON holds. */
export const digestOf = (listed: unknown): string => createHash("sha256").update(JSON.stringify(listed)).digest("hex");
