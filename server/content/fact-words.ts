/** How one fact of a pack is said, stated or not, met or passed. */
import { quarterStanding, targetInWords } from "./calendar";
import { type Inline, inline } from "./expansion";
import type { Pack } from "./pack";
import { UnknownReference } from "./problems";
import { notStated } from "./publisher-schema";

/** The facts a page can show; a whole Pack fits. */
export type PageFacts = Pick<Pack, "publisher" | "programmes" | "subProcessors" | "measures" | "figures" | "pages">;

export const stated = (text: string | null): Inline =>
  text === null ? { kind: "inline", text: notStated, href: null, tone: "not-stated" } : inline(text);

export const cell = (text: string | null) => [stated(text)];

export function target(quarter: string, word: string, now: Date): Inline {
  const tone = quarterStanding(quarter, now).passed ? "passed" : "plain";
  return { kind: "inline", text: targetInWords(quarter, word, now), href: null, tone };
}

export function unknown(kind: string, name: string, known: readonly string[]): UnknownReference {
  return new UnknownReference(`The ${kind} “${name}” is not in the pack.`, `Use one of ${known.join(", ") || "none"}.`);
}
