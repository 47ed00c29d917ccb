"use server";

import { contactAction } from "@/server/access/action";
import { inviteMember, removeMember, setRoles } from "@/server/access/team/commands";
import { changeRolesInput, inviteInput, RemoveInput } from "@/server/access/team/schema";
import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";

const publisherName = async () => (await currentPack()).publisher.names.short;

export const invite = contactAction({
  may: "team:manage",
  input: inviteInput,
  run: async (viewer, input, { locale }) => {
    await inviteMember(database(), await publisherName(), viewer, { ...input, locale }, now());
    return { redirectTo: "/portal/team?done=invited" };
  },
});

export const changeMemberRoles = contactAction({
  may: "team:manage",
  input: changeRolesInput,
  run: async (viewer, input) => {
    await setRoles(database(), viewer, input);
    return { redirectTo: "/portal/team?done=changed" };
  },
});

export const remove = contactAction({
  may: "team:manage",
  input: RemoveInput,
  run: async (viewer, input, { locale }) => {
    await removeMember(database(), await publisherName(), viewer, { ...input, locale }, now());
    return { redirectTo: "/portal/team?done=removed" };
  },
});
