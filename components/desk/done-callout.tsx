import { Callout } from "@/components/ui/callout";

/** What the last step did, as `?done=` names it; an unknown word says nothing. */
export function DoneCallout({
  done,
  sentences,
}: {
  done: string | undefined;
  sentences: Readonly<Record<string, string>>;
}) {
  const sentence = done !== undefined && Object.hasOwn(sentences, done) ? sentences[done] : undefined;
  return sentence === undefined ? null : (
    <Callout tone="success" live>
      {sentence}
    </Callout>
  );
}
