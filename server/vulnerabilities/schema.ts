/** What the public forms and the desk's may hold. */
import { z } from "zod";
import { emailAddress } from "@/server/accounts/email";
import { emptyOr, oneLine, severalLines } from "@/server/platform/text-input";
import { isReportState } from "@/server/vulnerabilities/lifecycle";
import type { Words } from "@/server/words/words";

export const reportLimits = {
  /** Characters. */
  summary: 200,
  details: 10_000,
  place: 500,
  steps: 10_000,
  name: 120,
  message: 5000,
  /** Bytes of one file. */
  fileBytes: 10 * 1024 * 1024,
  files: 5,
} as const;

const optionalLine = (most: number, words: Words) => emptyOr(oneLine("", most, words));

export const reportInput = (words: Words) =>
  z
    .object({
      summary: oneLine(words("vulnerability.form.enterSummary"), reportLimits.summary, words),
      details: severalLines(reportLimits.details, words).pipe(
        z.string().min(1, words("form.enter", { what: words("vulnerability.form.enterDetails") })),
      ),
      place: optionalLine(reportLimits.place, words),
      steps: severalLines(reportLimits.steps, words),
      name: optionalLine(reportLimits.name, words),
      email: emptyOr(emailAddress(words)),
      thanks: z.preprocess((value) => value === "yes", z.boolean()),
      creditName: optionalLine(reportLimits.name, words),
    })
    .refine(({ thanks, creditName }) => !thanks || creditName !== "", {
      path: ["creditName"],
      error: words("form.enter", { what: words("vulnerability.form.enterCreditName") }),
      // Told with whatever else is wrong.
      when: () => true,
    });
export type ReportInput = z.infer<ReturnType<typeof reportInput>>;

export const additionInput = (words: Words) =>
  z.object({
    text: severalLines(reportLimits.message, words).pipe(
      z.string().min(1, words("form.enter", { what: words("vulnerability.status.enterAddition") })),
    ),
  });

export const moveInput = (words: Words) =>
  z.object({
    reportId: z.uuid(),
    state: z.string({ error: words("desk.vulnerabilities.refused.chooseState") }).refine(isReportState, {
      error: words("desk.vulnerabilities.refused.chooseState"),
    }),
  });

export const tellInput = (words: Words) =>
  z.object({
    reportId: z.uuid(),
    text: severalLines(reportLimits.message, words).pipe(
      z.string().min(1, words("desk.vulnerabilities.refused.writeMessage")),
    ),
  });

export const noteInput = (words: Words) =>
  z.object({ reportId: z.uuid(), note: severalLines(reportLimits.message, words) });

export const ThanksInput = z.object({ reportId: z.uuid() });
