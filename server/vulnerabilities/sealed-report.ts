/** What a report and its messages say is kept encrypted under the report's own data key. */
import { z } from "zod";
import { decryptUnder, encryptUnder } from "@/server/keys/data-keys";
import type { Transaction } from "@/server/platform/database";
import { locales } from "@/server/words/locale";

const Details = z.object({
  reference: z.string(),
  summary: z.string(),
  details: z.string(),
  place: z.string(),
  steps: z.string(),
  name: z.string(),
  /** Empty: anonymous. */
  email: z.string(),
  /** The name to thank, in clear only while it is published. Empty: the reporter does not agree to be named. */
  creditName: z.string().default(""),
  /** In which the reporter is written to. */
  locale: z.enum(locales),
  /** Staff's own; the reporter never sees it. */
  note: z.string(),
});
export type ReportDetails = z.infer<typeof Details>;

const Text = z.object({ text: z.string() });

export interface ReportKey {
  readonly id: string;
  readonly dataKeyId: string;
}

export const sealReport = (transaction: Transaction, { id, dataKeyId }: ReportKey, details: ReportDetails) =>
  encryptUnder(transaction, dataKeyId, `vulnerability-report/${id}`, details);

/** @returns null where it was erased */
export const openReport = (transaction: Transaction, row: ReportKey & { readonly sealed: Uint8Array }) =>
  decryptUnder(transaction, row.dataKeyId, `vulnerability-report/${row.id}`, row.sealed, Details);

/** @param part the message's or the attachment's own id */
export const sealText = (transaction: Transaction, { dataKeyId }: ReportKey, part: string, text: string) =>
  encryptUnder(transaction, dataKeyId, `vulnerability-text/${part}`, { text });

/** @returns null where it was erased */
export async function openText(
  transaction: Transaction,
  { dataKeyId }: ReportKey,
  row: { readonly id: string; readonly sealed: Uint8Array },
): Promise<string | null> {
  const opened = await decryptUnder(transaction, dataKeyId, `vulnerability-text/${row.id}`, row.sealed, Text);
  return opened?.text ?? null;
}
