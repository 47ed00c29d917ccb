"use server";

import { contactAction } from "@/server/access/action";
import { inviteMember, removeMember, setRoles } from "@/server/access/team/commands";
import { InviteInput, RemoveInput, RolesInput } from "@/server/access/team/schema";
import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";

const publisherName = async () => (await currentPack()).publisher.names.short;

export const invite = contactAction({
  may: "team:manage",
  input: InviteInput,
  run: async (viewer, input) => {
    await inviteMember(database(), await publisherName(), viewer, input, now());
    return { redirectTo: "/portal/team?done=invited" };
  },
});

export const changeMemberRoles = contactAction({
  may: "team:manage",
  input: RolesInput,
  run: async (viewer, input) => {
    await setRoles(database(), viewer, input);
    return { redirectTo: "/portal/team?done=changed" };
  },
});

export const remove = contactAction({
  may: "team:manage",
  input: RemoveInput,
  run: async (viewer, input) => {
    await removeMember(database(), await publisherName(), viewer, input, now());
    return { redirectTo: "/portal/team?done=removed" };
  },
});
