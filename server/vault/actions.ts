"use server";

import { action } from "@/server/access/action";
import { Refusal } from "@/server/access/refusal";
import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { changeDocument, createDocument, nameAccount, withdrawVersion } from "@/server/vault/publishing";
import { ChangeDocumentInput, NamingInput, NewDocumentInput, TraceInput, WithdrawInput } from "@/server/vault/schema";
import { traceDownload } from "@/server/vault/trace";

const packName = async () => (await currentPack()).name;

export const newDocument = action({
  may: "document:publish",
  input: NewDocumentInput,
  run: async (viewer, input) => {
    const id = await createDocument(database(), await packName(), input, viewer.personId);
    return { redirectTo: `/desk/documents/${id}` };
  },
});

export const updateDocument = action({
  may: "document:publish",
  input: ChangeDocumentInput,
  run: async (viewer, input) => {
    await changeDocument(database(), await packName(), input, viewer.personId);
    return { redirectTo: `/desk/documents/${input.documentId}?done=changed` };
  },
});

export const withdraw = action({
  may: "document:publish",
  input: WithdrawInput,
  run: async (viewer, input) => {
    await withdrawVersion(database(), await packName(), input, viewer.personId, now());
    return { message: "The version is withdrawn. Nobody can fetch it any more." };
  },
});

export const setNaming = action({
  may: "document:publish",
  input: NamingInput,
  run: async (viewer, input) => {
    await nameAccount(database(), await packName(), input, viewer.personId);
    return { redirectTo: `/desk/documents/${input.documentId}?done=named` };
  },
});

/** Finding whom a copy was made for is itself recorded. */
export const trace = action({
  may: "download:trace",
  input: TraceInput,
  run: async (viewer, { downloadId }) => {
    const found = await traceDownload(database(), viewer, downloadId);
    if (!found)
      throw new Refusal("No copy was ever made under this id. Check it against the foot of the page.", "downloadId");
    return { redirectTo: `/desk/documents/trace/${downloadId}` };
  },
});
