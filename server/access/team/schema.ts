import { z } from "zod";
import { rolesInput } from "@/server/access/requests/schema";
import { emailAddress } from "@/server/accounts/email";
import { oneLine } from "@/server/platform/text-input";
import type { Words } from "@/server/words/words";

export const inviteInput = (words: Words) =>
  z.object({
    name: oneLine(words("form.enterPersonName"), 120, words),
    email: emailAddress(words),
    roles: rolesInput(words),
  });
export type InviteInput = z.infer<ReturnType<typeof inviteInput>>;

export const changeRolesInput = (words: Words) => z.object({ membershipId: z.uuid(), roles: rolesInput(words) });
export type RolesInput = z.infer<ReturnType<typeof changeRolesInput>>;

export const RemoveInput = z.object({ membershipId: z.uuid() });
export type RemoveInput = z.infer<typeof RemoveInput>;
