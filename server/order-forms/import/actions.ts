"use server";

import { z } from "zod";
import { action } from "@/server/access/action";
import { Refusal } from "@/server/access/refusal";
import { orderFormChoices } from "@/server/order-forms/choices";
import { discardUpload } from "@/server/order-forms/import/uploads";
import { writeImport } from "@/server/order-forms/import/write";
import { now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";

const path = "/desk/accounts/import";

export const confirmImport = action({
  may: "order-form:manage",
  input: z.object({ id: z.uuid(), shown: z.string().max(64) }),
  run: async (viewer, input) => {
    const at = now();
    const outcome = await writeImport(database(), viewer, input, await orderFormChoices(at), at);
    if (outcome === "gone") throw new Refusal((words) => words("imports.refused.gone"));
    return { redirectTo: `${path}/${input.id}${outcome === "outdated" ? "?done=outdated" : ""}` };
  },
});

export const discardImport = action({
  may: "order-form:manage",
  input: z.object({ id: z.uuid() }),
  run: async (viewer, { id }) => {
    await discardUpload(database(), viewer, id);
    return { redirectTo: `${path}?done=discarded` };
  },
});
