import { randomBytes } from "node:crypto";
import { inLetters } from "@/server/platform/ids";

/** `OB-7K3F-9QXM`: short enough to quote on the telephone, and at random, so that it tells nothing of how many there are. */
export const newReference = (): string => `OB-${inLetters(randomBytes(8))}`;
