import { randomBytes } from "node:crypto";
import { inLetters } from "@/server/platform/ids";

/** `INC-2026-7F3K9Q`: at random, so that it tells nothing of how many there are. @param at whose year it bears */
export function newReference(at: Date): string {
  const letters = inLetters(randomBytes(8)).replace("-", "").slice(0, 6);
  return `INC-${at.getUTCFullYear()}-${letters}`;
}
