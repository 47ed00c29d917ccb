import { beforeAll, expect, test } from "vitest";
import {
  contactViewerOf,
  makeAccount,
  makeContact,
  makePack,
  makeStaff,
  nda,
  randomWord,
  signFor,
} from "@/prisma/factories";
import { useOwnDatabase } from "@/scripts/integration-database";
import { recordEvent, sequenceEvents } from "@/server/audit/events";
import { type EventView, listAccountEvents, listAllEvents } from "@/server/audit/queries";
import { database } from "@/server/platform/database";

beforeAll(async () => {
  await useOwnDatabase();
});

/** Every page after another, as a reader turns them. */
async function whole(turn: (before?: string) => ReturnType<typeof listAllEvents>): Promise<EventView[]> {
  const all: EventView[] = [];
  for (let before: string | undefined; ; ) {
    const { events, next } = await turn(before);
    all.push(...events);
    if (next === null) return all;
    before = next;
  }
}

const changed = (accountId: string, change: string) =>
  database().$transaction((transaction) =>
    recordEvent(transaction, { kind: "account.changed", actorId: null, accountId, details: { change } }),
  );

test("an account's trail holds all of its own events and nobody else's", async () => {
  const pack = await makePack(nda());
  const [one, two] = [await makeContact(["signatory"]), await makeContact(["signatory"])];
  for (const { personId } of [one, two]) await signFor(pack, await contactViewerOf(personId));
  await makeStaff(["dpo"]);
  const [mine, theirs] = [
    await whole((before) => listAccountEvents(one.accountId, { titles: true, before })),
    await listAccountEvents(two.accountId, { titles: true }),
  ];
  expect(mine.map((event) => event.kind)).toEqual(["agreement.signed", "membership.granted", "account.created"]);
  expect(mine[0]?.details).toMatchObject({ name: one.name, email: one.email });
  expect(new Set([...mine, ...theirs.events].map((event) => event.id)).size).toBe(6);
  expect(JSON.stringify(mine.map((event) => event.details))).not.toContain(two.email);
});

test("turning the pages of one account's trail skips nothing and never strays into another's", async () => {
  const [one, two] = [await makeAccount(), await makeAccount()];
  for (let turn = 0; turn < 60; turn++) {
    await changed(one.id, `mine ${turn}`);
    await changed(two.id, `theirs ${turn}`);
  }
  const pages = await whole((before) => listAccountEvents(one.id, { titles: true, before }));
  const wanted = Array.from({ length: 60 }, (_, turn) => `mine ${59 - turn}`);
  expect(pages.map((event) => event.details?.change).slice(0, 60)).toEqual(wanted);
  expect(pages).toHaveLength(61);
});

test.each(["", "abc", "-1", "9".repeat(40), "1; DROP TABLE", "1e3"])(
  "a page that nobody was given, %j, is the first one",
  async (before) => {
    const { id } = await makeAccount();
    await changed(id, "only");
    expect((await listAccountEvents(id, { titles: true, before })).events).toHaveLength(2);
  },
);

test("staff read every account's events by kind, with names and addresses masked", async () => {
  const pack = await makePack(nda());
  const contact = await makeContact(["signatory"], {
    email: `zoe.${randomWord()}@customer.example`,
    name: "Zoë Unmistakable",
  });
  await signFor(pack, await contactViewerOf(contact.personId));
  await sequenceEvents(database());
  const signed = (await listAllEvents({ kind: "agreement.signed" })).events;
  const event = signed.find((each) => each.accountId === contact.accountId);
  expect(event?.details).toMatchObject({ name: "masked", email: "z•••@customer.example" });
  expect(signed.every((each) => each.kind === "agreement.signed" && each.position !== null)).toBe(true);
  const everything = await whole((before) => listAllEvents({}, before));
  expect(JSON.stringify(everything.map((each) => each.details))).not.toMatch(/Unmistakable|zoe\./);
});

test("whom the pack is not open to learns no document's title from the trail", async () => {
  const { id } = await makeAccount();
  await database().$transaction(async (transaction) => {
    const about = { actorId: null, accountId: id };
    await recordEvent(transaction, {
      ...about,
      kind: "download",
      details: { downloadId: "D-1", documents: ["Secret overview"] },
    });
    await recordEvent(transaction, { ...about, kind: "document.named", details: { title: "Secret report" } });
  });
  const told = (titles: boolean) =>
    listAccountEvents(id, { titles }).then(({ events }) => JSON.stringify(events.map((event) => event.details)));
  expect(await told(true)).toMatch(/Secret report.*Secret overview/);
  expect(await told(false)).not.toContain("Secret");
  expect(await told(false)).toContain("D-1");
});
