import * as z from "zod/mini";
import type { ProgressRow, ProgressShown } from "@/server/notices/desk/progress-rows";
import type { Locale } from "@/server/words/locale";

const ids = ["accounts", "messages", "subscribers"] as const satisfies readonly ProgressRow["id"][];

const Answer = z.object({
  done: z.boolean(),
  rows: z.array(z.object({ id: z.enum(ids), label: z.string(), text: z.string(), value: z.number(), max: z.number() })),
});

/** @throws where the server does not tell: signed out, or out of reach. What was told last stays on the page. */
export async function readProgress(noticeId: string, locale: Locale): Promise<ProgressShown> {
  const address = `/desk/notices/${noticeId}/progress?locale=${locale}`;
  const response = await fetch(address, { headers: { Accept: "application/json" } });
  return Answer.parse(await response.json());
}
