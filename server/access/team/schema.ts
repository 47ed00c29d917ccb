import { z } from "zod";
import { Roles } from "@/server/access/requests/schema";
import { EmailAddress } from "@/server/accounts/email";
import { oneLine } from "@/server/platform/text-input";

export const InviteInput = z.object({
  name: oneLine("the person's full name", 120),
  email: EmailAddress,
  roles: Roles,
});
export type InviteInput = z.infer<typeof InviteInput>;

export const RolesInput = z.object({ membershipId: z.uuid(), roles: Roles });
export type RolesInput = z.infer<typeof RolesInput>;

export const RemoveInput = z.object({ membershipId: z.uuid() });
export type RemoveInput = z.infer<typeof RemoveInput>;
