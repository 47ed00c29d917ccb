import { z } from "zod";
import { emailAddress } from "@/server/accounts/email";
import { oneLine } from "@/server/platform/text-input";
import type { Words } from "@/server/words/words";

export const requestInput = (words: Words) =>
  z.object({
    name: oneLine(words("form.enterFullName"), 120, words),
    email: emailAddress(words),
    company: oneLine(words("form.enterCompany"), 200, words),
    reason: z
      .string()
      .trim()
      .max(2000, words("form.mostCharacters", { most: 2000 }))
      .default(""),
  });
export type RequestInput = z.infer<ReturnType<typeof requestInput>>;

export const TokenInput = z.object({ token: z.string().min(20).max(100) });

const roles = z.enum(["signatory", "reviewer", "privacy", "admin"]);
const list = (value: unknown) => (value === undefined ? [] : Array.isArray(value) ? value : [value]);
export const rolesInput = (words: Words) => z.preprocess(list, z.array(roles).min(1, words("team.chooseRole")));

/** An existing account's id, or `new` with the name and perhaps the domain of the account to make. */
export const approvalInput = (words: Words) =>
  z
    .object({
      requestId: z.uuid(),
      account: z.union([z.uuid(), z.literal("new")], { error: words("desk.refused.chooseAccount") }),
      legalName: z
        .string()
        .trim()
        .max(200, words("form.mostCharacters", { most: 200 }))
        .default(""),
      matchDomain: z.preprocess((value) => value === "yes", z.boolean()),
      roles: rolesInput(words),
    })
    .refine((input) => input.account !== "new" || input.legalName !== "", {
      path: ["legalName"],
      error: words("desk.refused.registeredName"),
    });
export type ApprovalInput = z.infer<ReturnType<typeof approvalInput>>;

export const declineInput = (words: Words) =>
  z.object({
    requestId: z.uuid(),
    reason: z
      .string()
      .trim()
      .min(1, words("desk.refused.sayWhyMail"))
      .max(1000, words("form.mostCharacters", { most: 1000 })),
  });
export type DeclineInput = z.infer<ReturnType<typeof declineInput>>;
