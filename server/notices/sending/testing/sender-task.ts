import { z } from "zod";

const milliseconds = z.number().nonnegative();

export const SenderTask = z.object({
  /** Of the mail server. */
  url: z.string(),
  publisher: z.string(),
  rules: z.object({
    ...{ firstPause: milliseconds, longestPause: milliseconds, giveUpAfter: milliseconds, fewestTries: z.int() },
    ...{ lease: milliseconds, batch: z.int(), connections: z.int(), longestSend: milliseconds },
    ...{ unavailablePause: milliseconds, longestRun: milliseconds, grace: milliseconds },
  }),
  patience: z.object({ connect: milliseconds, answer: milliseconds }),
  /** Left out: it does its work well. */
  fault: z.enum(["record-first", "new-message-id"]).optional(),
});
export type SenderTask = z.infer<typeof SenderTask>;
