/** What the public forms and the desk's may hold. */
import { z } from "zod";
import { emailAddress } from "@/server/accounts/email";
import { oneLine } from "@/server/platform/text-input";
import { isReportState } from "@/server/vulnerabilities/lifecycle";
import type { Words } from "@/server/words/words";

/** A field that people do not see and programs fill. */
export const trapField = "confirmation";

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

/** Several lines: other line ends than `\n` and characters that cannot be seen are taken out. */
const lines = (most: number, words: Words) =>
  z
    .string()
    .default("")
    .transform((text) =>
      text
        .normalize("NFC")
        .replace(/\r\n?/g, "\n")
        .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "")
        .replace(/[^\P{Cc}\n\t]/gu, "")
        .trim(),
    )
    .pipe(z.string().max(most, words("form.mostCharacters", { most })));

/** Empty, or what the schema takes; a union would refuse in the words of its first member. */
const emptyOr = (schema: z.ZodType<string>) =>
  z
    .string()
    .default("")
    .transform((text, context) => {
      if (text.trim() === "") return "";
      const parsed = schema.safeParse(text);
      if (parsed.success) return parsed.data;
      context.addIssue({ code: "custom", message: parsed.error.issues[0]?.message ?? "" });
      return z.NEVER;
    });

const optionalLine = (most: number, words: Words) => emptyOr(oneLine("", most, words));

export const reportInput = (words: Words) =>
  z
    .object({
      summary: oneLine(words("vulnerability.form.enterSummary"), reportLimits.summary, words),
      details: lines(reportLimits.details, words).pipe(
        z.string().min(1, words("form.enter", { what: words("vulnerability.form.enterDetails") })),
      ),
      place: optionalLine(reportLimits.place, words),
      steps: lines(reportLimits.steps, words),
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
    text: lines(reportLimits.message, words).pipe(
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
    text: lines(reportLimits.message, words).pipe(
      z.string().min(1, words("desk.vulnerabilities.refused.writeMessage")),
    ),
  });

export const noteInput = (words: Words) => z.object({ reportId: z.uuid(), note: lines(reportLimits.message, words) });

export const ThanksInput = z.object({ reportId: z.uuid() });
