import type { Pack } from "@/server/content/pack";
import { publicText } from "@/server/notices/preparation/texts";
import { database } from "@/server/platform/database";
import type { RegisterChange } from "@/server/subprocessors/changes/change";
import type { Locale } from "@/server/words/locale";

/** The public notice of a change as it was given, and before it is written as it would be given now. */
export async function publicNotice(
  pack: Pack,
  change: RegisterChange,
  locale: Locale,
): Promise<{ readonly subject: string; readonly text: string }> {
  const given = await database().noticeText.findFirst({
    where: { locale, notice: { changeId: change.id, kind: "change" } },
    select: { subject: true, text: true },
  });
  return given ?? publicText(pack, { kind: "change", change }, locale);
}
