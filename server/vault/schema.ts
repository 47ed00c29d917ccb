import { z } from "zod";
import { oneLine } from "@/server/platform/text-input";
import { documentClassLabels, documentKindLabels } from "@/server/vault/policy";

const oneOf = <Key extends string>(labels: Readonly<Record<Key, string>>, error: string) =>
  z.string().transform((value, context): Key => {
    for (const key in labels) if (key === value) return key;
    context.addIssue({ code: "custom", message: error });
    return z.NEVER;
  });

const policies = { refuse: "", send_unmarked: "" } as const;

const shared = {
  class: oneOf(documentClassLabels, "Choose who may read it."),
  unmarkable: oneOf(policies, "Choose what happens with files that cannot be marked."),
};

export const NewDocumentInput = z.object({
  title: oneLine("a title", 160),
  description: z.string().trim().max(600, "Use at most 600 characters.").default(""),
  kind: oneOf(documentKindLabels, "Choose the kind of document."),
  ...shared,
});
export type NewDocumentInput = z.infer<typeof NewDocumentInput>;

export const ChangeDocumentInput = z.object({ documentId: z.uuid(), ...shared });
export type ChangeDocumentInput = z.infer<typeof ChangeDocumentInput>;

export const WithdrawInput = z.object({
  versionId: z.uuid(),
  reason: z.string().trim().min(1, "Say why: it stays in the record.").max(600, "Use at most 600 characters."),
});
export type WithdrawInput = z.infer<typeof WithdrawInput>;

export const NamingInput = z.object({
  documentId: z.uuid(),
  accountId: z.uuid({ error: "Choose an account." }),
  named: z.preprocess((value) => value === "yes", z.boolean()),
});
export type NamingInput = z.infer<typeof NamingInput>;

const day = z.iso.date({ error: "Enter a date like 2026-12-15." });

/** The dates that come with an uploaded version: from the day's first moment (UTC) to the end of the last day. */
export const ValidityInput = z
  .object({
    validFrom: z.union([z.literal(""), day]).default(""),
    validUntil: z.union([z.literal(""), day]).default(""),
  })
  .refine((input) => input.validFrom === "" || input.validUntil === "" || input.validUntil >= input.validFrom, {
    path: ["validUntil"],
    error: "The last valid day lies before the first.",
  });

export const TraceInput = z.object({
  downloadId: z
    .string()
    .transform((text) =>
      text
        .toUpperCase()
        .replace(/[^0-9A-Z]/g, "")
        .replace(/O/g, "0")
        .replace(/[IL]/g, "1"),
    )
    .pipe(
      z.string().regex(/^D[0-9A-Z]{16}$/, "Enter the whole id from the foot of a page, like D-7K3F-9QXM-2HTA-WW01."),
    )
    .transform((text) => `D-${text.slice(1).match(/.{4}/g)?.join("-")}`),
});
