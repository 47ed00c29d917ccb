"use server";

import { action } from "@/server/access/action";
import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import {
  type Desk,
  moveReport,
  noteReport,
  tellReporter,
  thankReporter,
  unthankReporter,
} from "@/server/vulnerabilities/handling";
import { moveInput, noteInput, ThanksInput, tellInput } from "@/server/vulnerabilities/schema";

const desk = async (): Promise<Desk> => {
  const { name, publisher } = await currentPack();
  return { pack: name, publisherName: publisher.names.short };
};
const pageOf = (reportId: string, done: string) => ({ redirectTo: `/desk/vulnerabilities/${reportId}?done=${done}` });

export const moveVulnerability = action({
  may: "vulnerability:handle",
  input: moveInput,
  run: async (viewer, input) => {
    await moveReport(database(), await desk(), viewer, input, now());
    return pageOf(input.reportId, "moved");
  },
});

export const tellVulnerabilityReporter = action({
  may: "vulnerability:handle",
  input: tellInput,
  run: async (viewer, input) => {
    await tellReporter(database(), await desk(), viewer, input);
    return pageOf(input.reportId, "told");
  },
});

export const noteVulnerability = action({
  may: "vulnerability:handle",
  input: noteInput,
  run: async (viewer, input) => {
    await noteReport(database(), await desk(), viewer, input);
    return pageOf(input.reportId, "noted");
  },
});

export const thankVulnerabilityReporter = action({
  may: "vulnerability:handle",
  input: ThanksInput,
  run: async (viewer, { reportId }) => {
    await thankReporter(database(), await desk(), viewer, reportId, now());
    return pageOf(reportId, "thanked");
  },
});

export const takeThanksBack = action({
  may: "vulnerability:handle",
  input: ThanksInput,
  run: async (viewer, { reportId }) => {
    await unthankReporter(database(), await desk(), viewer, reportId);
    return pageOf(reportId, "unthanked");
  },
});
