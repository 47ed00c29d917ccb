"use server";

import { z } from "zod";
import { contactAction } from "@/server/access/action";
import { feedAddress } from "@/server/advisories/private-feeds/address";
import { makeFeed, revokeFeed } from "@/server/advisories/private-feeds/tokens";
import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { settings } from "@/server/platform/env";

const page = "/portal/advisories/feeds";

export const makeFeedAddress = contactAction({
  may: "own-feed:manage",
  input: z.object({}),
  run: async (viewer, _input, { words }) => {
    const token = await makeFeed(database(), (await currentPack()).name, viewer, now());
    return {
      message: words("restricted.feeds.made"),
      shownOnce: { label: words("restricted.feeds.base"), value: feedAddress(settings().publicUrl, token) },
      next: { label: words("restricted.feeds.back"), href: page },
    };
  },
});

export const revokeFeedAddress = contactAction({
  may: "own-feed:manage",
  input: z.object({ feedId: z.uuid() }),
  run: async (viewer, { feedId }) => {
    await revokeFeed(database(), viewer, feedId, now());
    return { redirectTo: `${page}?done=revoked` };
  },
});
