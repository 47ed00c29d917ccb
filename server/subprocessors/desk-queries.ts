/** What of the register staff must settle. */
import { may } from "@/server/access/permissions";
import type { Viewer } from "@/server/access/viewer";
import type { Pack } from "@/server/content/pack";
import { database } from "@/server/platform/database";
import { registerDifferences } from "@/server/subprocessors/queries";
import type { RegisterDifference } from "@/server/subprocessors/register";

/** Where the pack's file and the register in force differ; nothing for who does not keep the pack. */
export async function differencesFor(viewer: Viewer, pack: Pack, at: Date): Promise<readonly RegisterDifference[]> {
  return may(viewer, "document:publish") ? registerDifferences(database(), pack, at) : [];
}
