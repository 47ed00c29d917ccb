import type { z } from "zod";

/** Notes what is wrong with a value and how to mend it, where zod alone cannot know it. */
export function refuser(context: z.core.$RefinementCtx) {
  return (path: (string | number)[], message: string, mend: string) =>
    context.addIssue({ code: "custom", path, message, params: { mend } });
}
