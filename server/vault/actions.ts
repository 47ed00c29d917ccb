"use server";

import { action } from "@/server/access/action";
import { Refusal } from "@/server/access/refusal";
import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { changeDocument, createDocument, nameAccount, withdrawVersion } from "@/server/vault/publishing";
import { changeDocumentInput, namingInput, newDocumentInput, traceInput, withdrawInput } from "@/server/vault/schema";
import { traceDownload } from "@/server/vault/trace";

const packName = async () => (await currentPack()).name;

export const newDocument = action({
  may: "document:publish",
  input: newDocumentInput,
  run: async (viewer, input) => {
    const id = await createDocument(database(), await packName(), input, viewer.personId);
    return { redirectTo: `/desk/documents/${id}` };
  },
});

export const updateDocument = action({
  may: "document:publish",
  input: changeDocumentInput,
  run: async (viewer, input) => {
    await changeDocument(database(), await packName(), input, viewer.personId);
    return { redirectTo: `/desk/documents/${input.documentId}?done=changed` };
  },
});

export const withdraw = action({
  may: "document:publish",
  input: withdrawInput,
  run: async (viewer, input, { words }) => {
    await withdrawVersion(database(), await packName(), input, viewer.personId, now());
    return { message: words("desk.documents.withdrawal.told") };
  },
});

export const setNaming = action({
  may: "document:publish",
  input: namingInput,
  run: async (viewer, input) => {
    await nameAccount(database(), await packName(), input, viewer.personId);
    return { redirectTo: `/desk/documents/${input.documentId}?done=named` };
  },
});

/** Finding whom a copy was made for is itself recorded. */
export const trace = action({
  may: "download:trace",
  input: traceInput,
  run: async (viewer, { downloadId }) => {
    const found = await traceDownload(database(), viewer, downloadId);
    if (!found) throw new Refusal((words) => words("desk.refused.noCopy"), "downloadId");
    return { redirectTo: `/desk/documents/trace/${downloadId}` };
  },
});
