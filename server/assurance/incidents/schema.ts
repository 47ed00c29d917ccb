/** What the desk's forms about incidents may hold. */
import { z } from "zod";
import { IncidentClass } from "@/server/platform/generated/prisma/enums";
import { oneLine, severalLines } from "@/server/platform/text-input";
import type { Words } from "@/server/words/words";

export const incidentLimits = {
  /** Characters. */
  title: 150,
  description: 5000,
  update: 10_000,
  regulator: 2000,
} as const;

const incident = { incidentId: z.uuid() };
const account = { ...incident, accountId: z.uuid() };

const wanted = (most: number, sentence: (words: Words) => string, words: Words) =>
  severalLines(most, words).pipe(z.string().min(1, sentence(words)));

const description = (words: Words) => ({
  title: oneLine(words("incidents.form.enterTitle"), incidentLimits.title, words),
  description: wanted(incidentLimits.description, (each) => each("incidents.refused.description"), words),
});

const classification = (words: Words) => ({
  class: z.enum(IncidentClass, { error: words("incidents.refused.class") }),
  asController: z.preprocess((value) => value === "yes", z.boolean()),
});

/** As a browser writes `datetime-local`, in UTC: to the minute. */
const moment = (words: Words) =>
  z
    .string()
    .default("")
    .transform((typed, context): Date | null => {
      if (typed.trim() === "") return null;
      const parsed = z.iso.datetime({ local: true }).safeParse(typed.trim());
      const read = parsed.success ? new Date(`${parsed.data}Z`) : null;
      if (read !== null && !Number.isNaN(read.getTime())) return read;
      context.addIssue({ code: "custom", message: words("incidents.refused.moment") });
      return z.NEVER;
    });

const known = (words: Words) =>
  moment(words).transform((read, context): Date => {
    if (read !== null) return read;
    context.addIssue({ code: "custom", message: words("incidents.refused.momentMissing") });
    return z.NEVER;
  });

const times = (words: Words) => ({
  discoveredAt: known(words),
  detectedAt: known(words),
  containedAt: moment(words),
  recoveredAt: moment(words),
});

export const openingInput = (words: Words) =>
  z.object({ ...description(words), ...classification(words), ...times(words) });
export const descriptionInput = (words: Words) => z.object({ ...incident, ...description(words) });
export const classInput = (words: Words) => z.object({ ...incident, ...classification(words) });
export const timesInput = (words: Words) => z.object({ ...incident, ...times(words) });
export const accountInput = (words: Words) =>
  z.object({ ...incident, accountId: z.uuid(words("incidents.refused.chooseAccount")) });
export const AccountInput = z.object(account);
export const draftInput = (words: Words) =>
  z.object({ ...incident, text: wanted(incidentLimits.update, (each) => each("incidents.refused.update"), words) });
export const SendInput = z.object({ ...incident, fingerprint: z.string().regex(/^[0-9a-f]{64}$/) });
export const regulatorInput = (words: Words) =>
  z.object({
    ...incident,
    text: wanted(incidentLimits.regulator, (each) => each("incidents.refused.regulator"), words),
  });
export const CloseInput = z.object(incident);

export type OpeningInput = z.infer<ReturnType<typeof openingInput>>;
export type DescriptionInput = z.infer<ReturnType<typeof descriptionInput>>;
export type ClassInput = z.infer<ReturnType<typeof classInput>>;
export type TimesInput = z.infer<ReturnType<typeof timesInput>>;
export type AccountInput = z.infer<typeof AccountInput>;
export type DraftInput = z.infer<ReturnType<typeof draftInput>>;
export type SendInput = z.infer<typeof SendInput>;
export type RegulatorInput = z.infer<ReturnType<typeof regulatorInput>>;
