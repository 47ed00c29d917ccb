/** Demonstration changes of the register, made by the same commands that staff use. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { loadViewer, type Viewer } from "@/server/access/viewer";
import { findPerson } from "@/server/accounts/people";
import { demoFolder } from "@/server/content/demo-overlay";
import type { Pack } from "@/server/content/pack";
import { database } from "@/server/platform/database";
import { settings } from "@/server/platform/env";
import { newId } from "@/server/platform/ids";
import { approveChange, proposeChange } from "@/server/subprocessors/changes/commands";
import { readChange } from "@/server/subprocessors/changes/desk-queries";
import { changeFingerprint } from "@/server/subprocessors/changes/fingerprint";
import { proposalInput } from "@/server/subprocessors/changes/schema";
import { wordsIn } from "@/server/words/words";

/** Without an approver it stays a draft. */
const DemoChange = z.strictObject({
  author: z.email(),
  approver: z.email().optional(),
  proposal: proposalInput(wordsIn("en")),
});

export async function loadDemoChanges(pack: Pack, at: Date): Promise<void> {
  const file = join(settings().contentDir, demoFolder(pack.name), "changes.yaml");
  if (!existsSync(file)) return;
  const keeper = { publisher: pack.name, noticeDays: pack.publisher.noticeDays };
  for (const { author, approver, proposal } of z.array(DemoChange).parse(parse(readFileSync(file, "utf8")))) {
    const changeId = await proposeChange(database(), keeper, await staffMember(author, at), proposal);
    if (approver === undefined) continue;
    const viewer = await staffMember(approver, at);
    const change = await readChange(viewer, pack.name, changeId);
    if (change === null) throw new Error("the demonstration change is not there");
    const seen = changeFingerprint(change, keeper.noticeDays);
    await approveChange(database(), keeper, viewer, { changeId, seen, read: "yes" });
  }
}

async function staffMember(email: string, at: Date): Promise<Viewer> {
  const person = await findPerson(database(), email);
  const viewer = person && (await loadViewer({ personId: person.id, sessionId: newId(), authenticatedAt: at }));
  if (viewer === null) throw new Error("a demonstration change names somebody who is not staff");
  return viewer;
}
