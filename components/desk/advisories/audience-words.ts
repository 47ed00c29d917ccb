import type { StatusTone } from "@/components/ui/status-tag";
import type { DeskAdvisory, DeskGrant } from "@/server/advisories/access/desk-queries";
import type { Audience } from "@/server/advisories/policy";
import type { WordKey, Words } from "@/server/words/words";

/** Whom it is shown to now, in a few words. */
export function audienceText(
  { audience, accounts }: Pick<DeskAdvisory, "audience" | "accounts">,
  words: Words,
): string {
  const count = accounts ?? 0;
  const texts: Record<Audience, () => string> = {
    nobody: () => words("restricted.desk.audienceNobody"),
    named: () => words("restricted.desk.audienceNamed", { count }),
    signed: () => words("restricted.desk.audienceSigned", { count }),
    public: () => words("restricted.desk.audiencePublic"),
  };
  return texts[audience]();
}

export const audienceExplained: Record<Audience, WordKey> = {
  nobody: "restricted.desk.audienceNobodyText",
  named: "restricted.desk.audienceNamedText",
  signed: "restricted.desk.audienceSignedText",
  public: "restricted.desk.audiencePublicText",
};

export const sights: Record<NonNullable<DeskGrant["sight"]>, { readonly tone: StatusTone; readonly key: WordKey }> = {
  sees: { tone: "done", key: "restricted.desk.sees" },
  unsigned: { tone: "planned", key: "restricted.desk.unsigned" },
  unread: { tone: "planned", key: "restricted.desk.unread" },
};
