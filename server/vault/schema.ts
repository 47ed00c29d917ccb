import { z } from "zod";
import { oneLine } from "@/server/platform/text-input";
import { documentClassLabels, documentKindLabels } from "@/server/vault/policy";
import type { Words } from "@/server/words/words";

const oneOf = <Key extends string>(labels: Readonly<Record<Key, string>>, error: string) =>
  z.string().transform((value, context): Key => {
    for (const key in labels) if (key === value) return key;
    context.addIssue({ code: "custom", message: error });
    return z.NEVER;
  });

const policies = { refuse: "", send_unmarked: "" } as const;

const shared = (words: Words) => ({
  class: oneOf(documentClassLabels, words("desk.refused.chooseReaders")),
  unmarkable: oneOf(policies, words("desk.refused.chooseUnmarkable")),
});

export const newDocumentInput = (words: Words) =>
  z.object({
    title: oneLine(words("desk.refused.title"), 160, words),
    description: z
      .string()
      .trim()
      .max(600, words("form.mostCharacters", { most: 600 }))
      .default(""),
    kind: oneOf(documentKindLabels, words("desk.refused.chooseKind")),
    ...shared(words),
  });
export type NewDocumentInput = z.infer<ReturnType<typeof newDocumentInput>>;

export const changeDocumentInput = (words: Words) => z.object({ documentId: z.uuid(), ...shared(words) });
export type ChangeDocumentInput = z.infer<ReturnType<typeof changeDocumentInput>>;

export const withdrawInput = (words: Words) =>
  z.object({
    versionId: z.uuid(),
    reason: z
      .string()
      .trim()
      .min(1, words("desk.refused.sayWhyRecord"))
      .max(600, words("form.mostCharacters", { most: 600 })),
  });
export type WithdrawInput = z.infer<ReturnType<typeof withdrawInput>>;

export const namingInput = (words: Words) =>
  z.object({
    documentId: z.uuid(),
    accountId: z.uuid({ error: words("desk.refused.chooseAccount") }),
    named: z.preprocess((value) => value === "yes", z.boolean()),
  });
export type NamingInput = z.infer<ReturnType<typeof namingInput>>;

/** The dates that come with an uploaded version: from the day's first moment (UTC) to the end of the last day. */
export const validityInput = (words: Words) => {
  const day = z.iso.date({ error: words("desk.upload.date") });
  return z
    .object({
      validFrom: z.union([z.literal(""), day]).default(""),
      validUntil: z.union([z.literal(""), day]).default(""),
    })
    .refine((input) => input.validFrom === "" || input.validUntil === "" || input.validUntil >= input.validFrom, {
      path: ["validUntil"],
      error: words("desk.upload.order"),
    });
};

export const traceInput = (words: Words) =>
  z.object({
    downloadId: z
      .string()
      .transform((text) =>
        text
          .toUpperCase()
          .replace(/[^0-9A-Z]/g, "")
          .replace(/O/g, "0")
          .replace(/[IL]/g, "1"),
      )
      .pipe(z.string().regex(/^D[0-9A-Z]{16}$/, words("desk.refused.copyId")))
      .transform((text) => `D-${text.slice(1).match(/.{4}/g)?.join("-")}`),
  });
