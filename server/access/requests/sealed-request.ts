/** What a request says of a person is kept encrypted under the request's own data key. */
import { z } from "zod";
import { decryptUnder, encryptUnder } from "@/server/keys/data-keys";
import type { Transaction } from "@/server/platform/database";
import { locales } from "@/server/words/locale";

const Details = z.object({
  name: z.string(),
  email: z.string(),
  company: z.string(),
  reason: z.string(),
  /** Of the page where it was asked: the answer is mailed in it. */
  locale: z.enum(locales).default("en"),
  declinedBecause: z.string().optional(),
});
export type RequestDetails = z.infer<typeof Details>;

const contextOf = (id: string) => `access-request/${id}`;

export function sealRequest(
  transaction: Transaction,
  request: { id: string; dataKeyId: string },
  details: z.input<typeof Details>,
) {
  return encryptUnder(transaction, request.dataKeyId, contextOf(request.id), details);
}

export async function openRequest(
  transaction: Transaction,
  request: { id: string; dataKeyId: string; sealed: Uint8Array },
): Promise<RequestDetails> {
  const details = await decryptUnder(transaction, request.dataKeyId, contextOf(request.id), request.sealed, Details);
  return details ?? { name: "Erased person", email: "erased", company: "erased", reason: "", locale: "en" };
}
