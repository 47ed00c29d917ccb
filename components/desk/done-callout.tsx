import type { ReactNode } from "react";
import { Callout } from "@/components/ui/callout";
import type { Locale } from "@/server/words/locale";

/** What the last step did, as `?done=` names it; an unknown word says nothing. */
export function DoneCallout({
  done,
  sentences,
  locale = "en",
}: {
  done: string | undefined;
  sentences: Readonly<Record<string, ReactNode>>;
  locale?: Locale;
}) {
  const sentence = done !== undefined && Object.hasOwn(sentences, done) ? sentences[done] : undefined;
  return sentence === undefined ? null : (
    <Callout tone="success" live locale={locale}>
      {sentence}
    </Callout>
  );
}
