import { z } from "zod";
import { EmailAddress } from "@/server/accounts/email";
import { oneLine } from "@/server/platform/text-input";

export const RequestInput = z.object({
  name: oneLine("your full name", 120),
  email: EmailAddress,
  company: oneLine("the company's registered name", 200),
  reason: z.string().trim().max(2000, "Use at most 2,000 characters.").default(""),
});
export type RequestInput = z.infer<typeof RequestInput>;

export const TokenInput = z.object({ token: z.string().min(20).max(100) });

const roles = z.enum(["signatory", "reviewer", "privacy", "admin"]);
const list = (value: unknown) => (value === undefined ? [] : Array.isArray(value) ? value : [value]);
export const Roles = z.preprocess(list, z.array(roles).min(1, "Choose at least one role."));

/** An existing account's id, or `new` with the name and perhaps the domain of the account to make. */
export const ApprovalInput = z
  .object({
    requestId: z.uuid(),
    account: z.union([z.uuid(), z.literal("new")], { error: "Choose an account." }),
    legalName: z.string().trim().max(200, "Use at most 200 characters.").default(""),
    matchDomain: z.preprocess((value) => value === "yes", z.boolean()),
    roles: Roles,
  })
  .refine((input) => input.account !== "new" || input.legalName !== "", {
    path: ["legalName"],
    error: "Enter the new account's registered name.",
  });
export type ApprovalInput = z.infer<typeof ApprovalInput>;

export const DeclineInput = z.object({
  requestId: z.uuid(),
  reason: z
    .string()
    .trim()
    .min(1, "Say why: the person reads it in the mail.")
    .max(1000, "Use at most 1,000 characters."),
});
export type DeclineInput = z.infer<typeof DeclineInput>;
