import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contactViewerOf, makeContact, makeDocument, makePack, nda, publishFile, signFor } from "@/prisma/factories";
import { useOwnDatabase, useOwnDataFolder } from "@/scripts/integration-database";
import type { ContactViewer } from "@/server/access/permissions";
import { Refusal } from "@/server/access/refusal";
import { acknowledgeAgreement } from "@/server/agreements/commands";
import type { Pack } from "@/server/content/pack";
import { now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import type { DocumentClass } from "@/server/platform/generated/prisma/enums";
import { NoSuchDownload, openDownload, startDownload } from "@/server/vault/downloads";
import { samplePages } from "@/server/vault/marking/sample-pdf";
import { changeDocument, nameAccount, withdrawVersion } from "@/server/vault/publishing";
import { readPack } from "@/server/vault/queries";

beforeAll(() => useOwnDatabase());

let remove: () => void;
let pack: Pack;
beforeAll(async () => {
  remove = useOwnDataFolder();
  pack = await makePack();
});
afterAll(() => remove());

/** What is true of one document and of the account that two contacts belong to. */
interface Model {
  class: DocumentClass;
  signed: boolean;
  acknowledged: boolean;
  named: boolean;
  strangerNamed: boolean;
  withdrawn: boolean;
}

interface World {
  readonly publisher: Pack;
  readonly documentId: string;
  readonly versionId: string;
  readonly signatory: ContactViewer;
  readonly reader: ContactViewer;
  readonly stranger: ContactViewer;
  /** Downloads that were allowed when they were asked for. */
  readonly started: { id: string; who: "signatory" | "reader" }[];
}

type Who = "signatory" | "reader";

/** The rule in words: public for every contact; the rest for who has signed or acknowledged; named besides where it must be. */
function mayRead(model: Model, who: Who): boolean {
  if (model.withdrawn) return false;
  if (model.class === "public") return true;
  const ready = model.signed && (who === "signatory" || model.acknowledged);
  return ready && (model.class === "nda" || model.named);
}

async function makeWorld(model: Model): Promise<World> {
  const publisher = { ...pack, ...(await makePack(nda())) };
  const signatory = await contactViewerOf((await makeContact(["signatory"])).personId);
  const { accountId } = signatory.contact;
  const reader = await contactViewerOf((await makeContact(["reviewer"], { accountId })).personId);
  const stranger = await contactViewerOf((await makeContact(["signatory"])).personId);
  await signFor(publisher, stranger);
  const documentId = await makeDocument(publisher.name, { class: model.class });
  const versionId = await publishFile(documentId, { content: samplePages(1) });
  return { publisher, documentId, versionId, signatory, reader, stranger, started: [] };
}

async function outcomeOf(world: World, viewer: ContactViewer): Promise<string> {
  try {
    return await startDownload(database(), world.publisher.name, viewer, world.documentId, now());
  } catch (error) {
    if (error instanceof NoSuchDownload) return "hidden";
    if (error instanceof Refusal) return "refused";
    throw error;
  }
}

/** Asks the gate in every way there is and compares it with the rule. */
async function compare(world: World, model: Model): Promise<void> {
  const { publisher } = world;
  for (const who of ["signatory", "reader"] as const) {
    const viewer = world[who];
    const allowed = mayRead(model, who);
    const view = await readPack(publisher.name, viewer, now());
    expect([who, model, view.documents.map((each) => each.id)]).toEqual([
      who,
      model,
      allowed ? [world.documentId] : [],
    ]);
    const outcome = await outcomeOf(world, viewer);
    expect([who, model, /^D-/.test(outcome)]).toEqual([who, model, allowed]);
    if (allowed) world.started.push({ id: outcome, who });
  }
  for (const { id, who } of world.started) {
    const open = await openDownload(publisher.name, world[who], id, now());
    expect([who, model, open !== null]).toEqual([who, model, mayRead(model, who)]);
    expect(await openDownload(publisher.name, world[who === "reader" ? "signatory" : "reader"], id, now())).toBeNull();
    expect(await openDownload(publisher.name, world.stranger, id, now())).toBeNull();
  }
  const seen = (await readPack(publisher.name, world.stranger, now())).documents.length;
  const byStranger = !model.withdrawn && (model.class !== "named_accounts" || model.strangerNamed);
  expect([model, seen]).toEqual([model, byStranger ? 1 : 0]);
}

interface Step {
  readonly does: keyof Model;
  readonly to: boolean;
  readonly class: DocumentClass;
}

async function take(world: World, model: Model, step: Step): Promise<void> {
  const { publisher, documentId } = world;
  const name = (viewer: ContactViewer) =>
    nameAccount(
      database(),
      publisher.name,
      { documentId, accountId: viewer.contact.accountId, named: step.to },
      world.signatory.personId,
    );
  if (step.does === "class") {
    const input = { documentId, class: step.class, unmarkable: "refuse" } as const;
    await changeDocument(database(), publisher.name, input, world.signatory.personId);
    model.class = step.class;
  } else if (step.does === "signed") {
    await signFor(publisher, world.signatory, { again: true });
    model.signed = true;
  } else if (step.does === "acknowledged") {
    const acknowledging = acknowledgeAgreement(database(), publisher, world.reader, now());
    if (model.signed) await acknowledging;
    else await expect(acknowledging).rejects.toBeInstanceOf(Refusal);
    model.acknowledged ||= model.signed;
  } else if (step.does === "named") {
    await name(world.signatory);
    model.named = step.to;
  } else if (step.does === "strangerNamed") {
    await name(world.stranger);
    model.strangerNamed = step.to;
  } else if (!model.withdrawn) {
    const input = { versionId: world.versionId, reason: "replaced" };
    await withdrawVersion(database(), publisher.name, input, world.signatory.personId, now());
    model.withdrawn = true;
  }
}

const classes = ["public", "nda", "named_accounts"] as const;

describe("the gate says what the rule says", () => {
  const rows = classes.flatMap((documentClass) =>
    (["unsigned", "unacknowledged", "ready"] as const).flatMap((standing) =>
      [false, true].map((named) => ({ documentClass, standing, named })),
    ),
  );
  test.each(rows)("$documentClass, $standing, named: $named", async ({ documentClass, standing, named }) => {
    const model: Model = {
      ...{ class: documentClass, signed: false, acknowledged: false, named: false },
      ...{ strangerNamed: false, withdrawn: false },
    };
    const world = await makeWorld(model);
    const step = { to: named, class: documentClass };
    if (standing !== "unsigned") await take(world, model, { ...step, does: "signed" });
    if (standing === "ready") await take(world, model, { ...step, does: "acknowledged" });
    await take(world, model, { ...step, does: "named" });
    await compare(world, model);
  });

  test("after any sequence of changes", async () => {
    const steps = fc.array(
      fc.record<Step>({
        does: fc.oneof(
          { weight: 4, arbitrary: fc.constantFrom("class", "signed", "acknowledged", "named", "strangerNamed") },
          { weight: 1, arbitrary: fc.constant("withdrawn") },
        ),
        to: fc.boolean(),
        class: fc.constantFrom(...classes),
      }),
      { minLength: 3, maxLength: 7 },
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...classes), steps, async (first, taken) => {
        const model: Model = {
          ...{ class: first, signed: false, acknowledged: false, named: false },
          ...{ strangerNamed: false, withdrawn: false },
        };
        const world = await makeWorld(model);
        for (const step of taken) {
          await take(world, model, step);
          await compare(world, model);
        }
      }),
      { numRuns: 12 },
    );
  }, 120_000);
});
