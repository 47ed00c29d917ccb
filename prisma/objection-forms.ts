/** For each action about objections a form that it would take: drafts, objections and proposals of the world's privacy contact. */
import type { ActionForm } from "@/prisma/action-forms";
import { makeDraft, makeObjection, randomWord, viewerOf } from "@/prisma/factories";
import type { GateWorld } from "@/prisma/gate-world";
import { addDraftFiles } from "@/server/objections/drafts/drafts";
import { closeUnresolved, proposeMitigation } from "@/server/objections/handling/commands";
import { database } from "@/server/platform/database";
import { keepFile, onePiece } from "@/server/storage/stored-files";
import type { ClockBench } from "@/server/subprocessors/testing/clock-bench";

/** A change of which the world's account was told, and no other. @param publisher another than the world's for one that is not of this register */
async function toldChange(bench: ClockBench, { account, pack }: GateWorld, publisher = pack.name): Promise<string> {
  const change = await bench.propose({ name: `Newcomer ${randomWord()}`, publisher });
  await bench.approve(change);
  await bench.settle(await bench.list(change, account.id), "accepted");
  return change;
}

async function draftOf(bench: ClockBench, world: GateWorld) {
  const viewer = await world.contact("privacy");
  const draftId = await makeDraft(world.pack, viewer, await toldChange(bench, world));
  const file = await keepFile(onePiece(Buffer.from("x")), `objection-draft/${draftId}`, "text/plain", 10);
  await addDraftFiles(database(), viewer, draftId, [{ file, name: "a.txt" }]);
  const row = await database().objectionDraftFile.findFirstOrThrow({ where: { draftId } });
  return { draftId, fileId: row.id };
}

/** @param stage how far it has come */
async function objectionOf(
  bench: ClockBench,
  world: GateWorld,
  stage: "acknowledged" | "proposed" | "unresolved" = "acknowledged",
  publisher = world.pack.name,
) {
  const pack = { ...world.pack, name: publisher };
  const changeId = await toldChange(bench, world, publisher);
  const objectionId = await makeObjection(pack, await world.contact("privacy"), changeId);
  const officer = { database: database(), pack, viewer: await viewerOf(world.people.dpo) };
  const said = {
    text: "We hear you.",
    why: "Not enough.",
    what: "We leave it out.",
    agreed: "yes",
    reason: "So be it.",
  };
  const fields = { objectionId, ...said, proposed: "other", decision: "exclude" };
  if (stage === "unresolved") await closeUnresolved(officer, { objectionId, text: "No way." });
  if (stage !== "proposed") return fields;
  await proposeMitigation(officer, { objectionId, proposed: "exclude", what: "We leave it out." });
  const proposal = await database().objectionEntry.findFirstOrThrow({ where: { objectionId, kind: "proposal" } });
  return { ...fields, proposalId: proposal.id };
}

export const objectionForms = (bench: () => ClockBench): Readonly<Record<string, ActionForm>> => ({
  saveObjectionDraft: async (world) => ({
    ...{ changeId: await toldChange(bench(), world), intent: "later", ground: "security" },
    explanation: "It keeps no logs.",
  }),
  removeObjectionDraftFile: (world) => draftOf(bench(), world),
  dropObjectionDraft: (world) => draftOf(bench(), world),
  fileObjectionDraft: (world) => draftOf(bench(), world),
  writeObjectionMessage: (world) => objectionOf(bench(), world),
  acceptMitigation: (world) => objectionOf(bench(), world, "proposed"),
  declineMitigation: (world) => objectionOf(bench(), world, "proposed"),
  withdrawOwnObjection: (world) => objectionOf(bench(), world),
  answerObjection: (world) => objectionOf(bench(), world),
  proposeObjectionMitigation: (world) => objectionOf(bench(), world),
  closeObjectionUnresolved: (world) => objectionOf(bench(), world),
  decideObjectionHold: (world) => objectionOf(bench(), world, "unresolved"),
});

/** About an objection to a change of another publisher. */
export const strangeObjection =
  (bench: () => ClockBench): ActionForm =>
  (world) =>
    objectionOf(bench(), world, "acknowledged", bench().publisher);
