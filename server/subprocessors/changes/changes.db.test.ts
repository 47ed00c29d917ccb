import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeStaff, viewerOf } from "@/prisma/factories";
import { useOwnDatabase } from "@/scripts/integration-database";
import type { Viewer } from "@/server/access/viewer";
import { openDetails } from "@/server/audit/events";
import { days, later } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { newId } from "@/server/platform/ids";
import { readRegister } from "@/server/subprocessors/queries";
import { ClockBench } from "@/server/subprocessors/testing/clock-bench";
import { wordsIn } from "@/server/words/words";
import { approveChange, editDraft, type Keeper, proposeChange, withdrawChange } from "./commands";
import { countToApprove, listChanges, readChange } from "./desk-queries";
import { changeFingerprint } from "./fingerprint";
import { listComing, listedChanges, listPast, readPublicChange } from "./queries";
import { draftInput, type ProposalInput, proposalInput } from "./schema";
import { takeEffect } from "./take-effect";

let bench: ClockBench;
let keeper: Keeper;
let author: Viewer;
let approver: Viewer;
beforeAll(async () => {
  bench = await ClockBench.start(await useOwnDatabase());
  keeper = { publisher: bench.publisher, noticeDays: 30 };
  [author, approver] = [await viewerOf(bench.author), await viewerOf(bench.approver)];
});
afterAll(() => bench.stop());

const day = 86_400;
const argued = { reasons: "Because.", assessment: "Assessed.", alternatives: "None." };
const proposal = (given: Readonly<Record<string, string>>): ProposalInput =>
  proposalInput(wordsIn("en")).parse({ ...argued, ...given });
const draft = (changeId: string, given: Readonly<Record<string, string>>) =>
  draftInput(wordsIn("en")).parse({ changeId, ...argued, ...given });
const propose = (given: Readonly<Record<string, string>>, by = author) =>
  proposeChange(database(), keeper, by, proposal(given));
/** What the register says of Brevo, as a form that is filled in from it would send it. */
const brevo = { kind: "amendment", of: "brevo", name: "Brevo", location: "EU (Frankfurt)" };
const brevoKept = { ...brevo, certifications: "GDPR compliant, ISO 27001" };

async function seenOf(id: string, noticeDays = keeper.noticeDays): Promise<string> {
  const change = await readChange(approver, keeper.publisher, id);
  if (change === null) throw new Error("there is no such change");
  return changeFingerprint(change, noticeDays);
}
const approve = async (changeId: string, by = approver, seen?: string) =>
  approveChange(database(), keeper, by, { changeId, seen: seen ?? (await seenOf(changeId)), read: "yes" });
const rowOf = (id: string) => database().subProcessorChange.findUniqueOrThrow({ where: { id } });
const withdraw = async (changeId: string, by = approver) => {
  const { state } = await rowOf(changeId);
  const seen = state === "draft" || state === "approved" ? state : "noticed";
  await withdrawChange(database(), keeper, by, { changeId, state: seen, reason: "Not needed." });
};

async function noticed(given: Readonly<Record<string, string>>): Promise<string> {
  const id = await propose(given);
  await approve(id);
  await bench.tellEverybody(id);
  return id;
}

async function eventsOf(id: string): Promise<readonly string[]> {
  const events = await database().auditEvent.findMany({ where: { subjectId: id }, orderBy: { sequence: "asc" } });
  for (const event of events)
    expect(await openDetails(database(), event)).toMatchObject({ publisher: keeper.publisher });
  return events.map(({ kind }) => kind);
}

describe("a proposal", () => {
  test("is a draft with what the form says; what is left empty is not stated", async () => {
    const id = await propose({ kind: "addition", name: "Ærlig Sky AS", location: " Norge ", purpose: "" });
    expect(await readChange(author, keeper.publisher, id)).toMatchObject({
      ...{ kind: "addition", state: "draft", previous: null, waits: true, noticeDays: 30, author: author.name },
      entry: { id: "aerlig-sky-as", name: "Ærlig Sky AS", location: "Norge", purpose: null, since: null },
      ...argued,
    });
    expect(await eventsOf(id)).toEqual(["change.proposed"]);
  });

  test("of certifications alone does not wait, of a location does", async () => {
    const certified = await propose({ ...brevo, certifications: "ISO 27001" });
    expect((await rowOf(certified)).waits).toBe(false);
    const moved = await propose({ ...brevoKept, location: "Moon" });
    expect((await rowOf(moved)).waits).toBe(true);
  });

  test("of a removal takes the entry as it stands, whatever else is sent", async () => {
    const id = await propose({ kind: "removal", of: "brevo", name: "Somebody else" });
    const change = await readChange(author, keeper.publisher, id);
    expect(change).toMatchObject({ entry: null, previous: { id: "brevo", name: "Brevo" }, waits: false });
    expect((await rowOf(id)).name).toBe("Brevo");
  });

  test.each([
    [{ kind: "addition", name: "BREVO" }, "names this sub-processor already"],
    [{ kind: "replacement", of: "brevo", name: "Brevo!" }, "would be replaced"],
    [{ kind: "replacement", of: "brevo", name: "Cloudflare Inc" }, ""],
    [{ kind: "replacement", of: "brevo", name: "Cloudflare" }, "names this sub-processor already"],
    [{ kind: "amendment", of: "nobody", name: "Nobody" }, "does not name this sub-processor any more"],
    [brevoKept, "Nothing here differs"],
  ])("%j is judged by the register: %s", async (given, said) => {
    if (said === "") await propose(given);
    else await expect(propose(given)).rejects.toThrow(said);
  });
});

describe("a draft", () => {
  test("is edited by its author alone, who loses nothing of it", async () => {
    const id = await propose({ kind: "addition", name: "Draft One" });
    const edit = draft(id, { kind: "addition", name: "Draft Two", location: "EU" });
    await expect(editDraft(database(), keeper, approver, edit)).rejects.toThrow("Only its author");
    await editDraft(database(), keeper, author, edit);
    expect(await rowOf(id)).toMatchObject({ name: "Draft Two", slug: "draft-two", location: "EU", state: "draft" });
    expect(await eventsOf(id)).toEqual(["change.proposed", "change.edited"]);
  });

  test("stays of the same kind and the same sub-processor", async () => {
    const id = await propose({ ...brevo, location: "Mars" });
    const others: Readonly<Record<string, string>>[] = [
      { kind: "removal", of: "brevo" },
      { kind: "amendment", of: "cloudflare", name: "C" },
    ];
    for (const given of others)
      await expect(editDraft(database(), keeper, author, draft(id, given))).rejects.toThrow(
        "stays a draft of the same",
      );
  });

  test("is frozen once it is approved", async () => {
    const id = await propose({ kind: "addition", name: "Frozen" });
    await approve(id);
    await expect(
      editDraft(database(), keeper, author, draft(id, { kind: "addition", name: "Thawed" })),
    ).rejects.toThrow("Somebody else moved");
    await withdraw(id);
  });
});

describe("approval", () => {
  test("is another person's, and freezes the days that the pack promises then", async () => {
    const id = await propose({ kind: "addition", name: "Two Persons" });
    await expect(approve(id, author)).rejects.toThrow("You proposed this change");
    const seen = await seenOf(id, 45);
    await approveChange(database(), { ...keeper, noticeDays: 45 }, approver, { changeId: id, seen, read: "yes" });
    expect(await rowOf(id)).toMatchObject({ state: "approved", noticeDays: 45, approvedById: approver.personId });
    expect(await eventsOf(id)).toEqual(["change.proposed", "change.approved"]);
    await withdraw(id);
  });

  test("is of what was read: not of an edit, nor of another number of days", async () => {
    const id = await propose({ kind: "addition", name: "Read Me" });
    const seen = await seenOf(id);
    await editDraft(database(), keeper, author, draft(id, { kind: "addition", name: "Read Me", location: "Moon" }));
    await expect(approve(id, approver, seen)).rejects.toThrow("has changed since you opened the page");
    await expect(approve(id, approver, await seenOf(id, 60))).rejects.toThrow("has changed since");
    expect((await rowOf(id)).state).toBe("draft");
    await approve(id);
    await withdraw(id);
  });

  test("happens once, of two who approve at the same moment", async () => {
    const other = await viewerOf((await makeStaff(["trust_manager"])).personId);
    const id = await propose({ kind: "addition", name: "At Once" });
    const seen = await seenOf(id);
    const outcomes = await Promise.allSettled([approve(id, approver, seen), approve(id, other, seen)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const refused = outcomes.find((each) => each.status === "rejected");
    expect(String(refused?.reason)).toContain("Somebody else moved");
    expect(await eventsOf(id)).toEqual(["change.proposed", "change.approved"]);
    await withdraw(id);
  });

  test("of a second change of one sub-processor waits for the first", async () => {
    const [one, two] = [await propose({ ...brevo, location: "A" }), await propose({ ...brevo, location: "B" })];
    await approve(one);
    await expect(approve(two)).rejects.toThrow("Another change of this sub-processor");
    await withdraw(one);
    await approve(two);
    await withdraw(two);
  });

  test("of a second newcomer of the same name waits for the first, and is refused once that is in force", async () => {
    const [one, two] = [
      await propose({ kind: "addition", name: "Twin" }),
      await propose({ kind: "addition", name: "Twin" }),
    ];
    await approve(one);
    await expect(approve(two)).rejects.toThrow("Another change of this sub-processor");
    await bench.tellEverybody(one);
    await bench.pass(31 * day);
    await takeEffect(database());
    await expect(approve(two)).rejects.toThrow("names this sub-processor already");
    await expect(bench.approve(two)).rejects.toThrow("in the register already");
  });

  test("needs the office, also of whoever lost it a moment ago", async () => {
    const { personId } = await makeStaff(["trust_manager"]);
    const stale = await viewerOf(personId);
    await database().person.update({ where: { id: personId }, data: { staffRoles: ["auditor"] } });
    const id = await propose({ kind: "addition", name: "No Office" });
    await expect(approve(id, stale)).rejects.toThrow("A trust manager or the data protection officer");
  });

  test("is refused for a change of another publisher, or of none", async () => {
    const id = await propose({ kind: "addition", name: "Foreign" });
    const [seen, other] = [await seenOf(id), { ...keeper, publisher: "another" }];
    await expect(approveChange(database(), other, approver, { changeId: id, seen, read: "yes" })).rejects.toThrow(
      "no such change",
    );
    await expect(approveChange(database(), keeper, approver, { changeId: newId(), seen, read: "yes" })).rejects.toThrow(
      "no such change",
    );
  });
});

describe("a withdrawal", () => {
  test("of the state that was seen says why, and is public only where people were told", async () => {
    const [quiet, told] = [
      await propose({ kind: "addition", name: "Quiet" }),
      await noticed({ kind: "addition", name: "Told" }),
    ];
    await withdraw(quiet, author);
    const stale = { changeId: told, state: "approved", reason: "Late." } as const;
    await expect(withdrawChange(database(), keeper, approver, stale)).rejects.toThrow("Somebody else moved");
    await withdraw(told);
    expect(await readPublicChange(keeper.publisher, quiet)).toBeNull();
    expect(await readPublicChange(keeper.publisher, told)).toMatchObject({
      ...{ state: "withdrawn", withdrawnReason: "Not needed." },
    });
    expect(await eventsOf(told)).toEqual(["change.proposed", "change.approved", "change.withdrawn"]);
    await expect(withdraw(told)).rejects.toThrow("Somebody else moved");
  });

  test("comes too late once the time has come, whether or not the job has run", async () => {
    const id = await noticed({ kind: "addition", name: "Too Late" });
    await bench.pass(31 * day);
    await expect(withdraw(id)).rejects.toThrow("time has come");
    await takeEffect(database());
    await expect(withdraw(id)).rejects.toThrow("Somebody else moved");
  });
});

describe("taking effect", () => {
  test("waits for the time, happens once of many servers, and is in the log", async () => {
    const id = await noticed({ kind: "addition", name: "In Time" });
    expect(await takeEffect(database())).toBe(0);
    await bench.pass(30 * day + 60);
    const counts = await Promise.all(Array.from({ length: 5 }, () => takeEffect(database())));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1);
    expect((await eventsOf(id)).filter((kind) => kind === "change.effective")).toHaveLength(1);
    const names = (await readRegister(keeper.publisher, await bench.now())).entries.map(({ name }) => name);
    expect(names.filter((name) => name === "In Time")).toHaveLength(1);
  });
});

describe("the register of a day to come", () => {
  test("counts what is under notice from its very instant, and nothing that is only approved or withdrawn", async () => {
    const namesAt = async (at: Date) => (await readRegister(keeper.publisher, at)).entries.map(({ name }) => name);
    const far = later(await bench.now(), 400 * days);
    const before = await namesAt(far);
    const approved = await propose({ kind: "addition", name: "Only Approved" });
    await approve(approved);
    const replaced = await noticed({ kind: "replacement", of: "cloudflare", name: "Edge To Come" });
    const fixed = (await bench.effectiveAt(replaced)) ?? far;
    expect(await namesAt(later(fixed, -1))).toEqual(before);
    const after = await namesAt(later(fixed, 1));
    expect(after).toEqual([...before.filter((name) => name !== "Cloudflare Inc."), "Edge To Come"]);
    expect(await namesAt(far)).toEqual(after);
    // A day to come is a forecast: a withdrawal takes it back.
    await withdraw(replaced);
    expect(await namesAt(far)).toEqual(before);
    await withdraw(approved);
  });

  test("is what the register says then, also in the minute before the job runs", async () => {
    const id = await noticed({ ...brevoKept, certifications: "ISO 27001 alone", location: "Norway" });
    const far = later(await bench.now(), 400 * days);
    const forecast = await readRegister(keeper.publisher, far);
    await bench.pass(31 * day);
    const late = await readRegister(keeper.publisher, await bench.now());
    expect(late.entries).toEqual(forecast.entries);
    await takeEffect(database());
    expect((await readRegister(keeper.publisher, await bench.now())).entries).toEqual(forecast.entries);
    expect((await rowOf(id)).state).toBe("effective");
  });
});

describe("who sees what", () => {
  test("nobody outside sees a draft or an approved change", async () => {
    const id = await propose({ kind: "addition", name: "Unseen" });
    expect(await readPublicChange(keeper.publisher, id)).toBeNull();
    await approve(id);
    expect(await readPublicChange(keeper.publisher, id)).toBeNull();
    expect((await listedChanges(keeper.publisher, 1000)).map((each) => each.id)).not.toContain(id);
    await bench.tellEverybody(id);
    const at = await bench.now();
    expect((await listComing(keeper.publisher, at)).map((each) => each.id)).toContain(id);
    expect((await listPast(keeper.publisher, at)).map((each) => each.id)).not.toContain(id);
    expect(await readPublicChange("another", id)).toBeNull();
    // The database counts microseconds, a Date does not.
    const then = later((await bench.effectiveAt(id)) ?? at, 1);
    expect((await listComing(keeper.publisher, then)).map((each) => each.id)).not.toContain(id);
    expect((await listPast(keeper.publisher, then)).map((each) => each.id)).toContain(id);
    await withdraw(id);
  });

  test("a change that is over keeps what the register said before it", async () => {
    const id = await noticed({ ...brevoKept, certifications: "SOC 2", location: "Norway" });
    await bench.pass(60);
    await takeEffect(database());
    const told = { previous: { certifications: "ISO 27001 alone" }, entry: { certifications: "SOC 2" } };
    expect(await readPublicChange(keeper.publisher, id)).toMatchObject(told);
    const next = await noticed({ ...brevoKept, certifications: "None", location: "Norway" });
    await bench.pass(60);
    await takeEffect(database());
    expect(await readPublicChange(keeper.publisher, id)).toMatchObject(told);
    expect(await readPublicChange(keeper.publisher, next)).toMatchObject({ previous: { certifications: "SOC 2" } });
  });

  test("staff without the right see none, and only another's draft waits for somebody", async () => {
    const onCall = await viewerOf((await makeStaff(["on_call_manager"])).personId);
    const auditor = await viewerOf((await makeStaff(["auditor"])).personId);
    const id = await propose({ kind: "addition", name: "Waiting" });
    expect(await readChange(onCall, keeper.publisher, id)).toBeNull();
    expect(await listChanges(onCall, keeper.publisher, "draft")).toEqual([]);
    expect((await listChanges(auditor, keeper.publisher, "draft")).map((each) => each.id)).toContain(id);
    expect(await countToApprove(auditor, keeper.publisher)).toBe(0);
    const all = await database().subProcessorChange.count({ where: { publisher: keeper.publisher, state: "draft" } });
    expect(await countToApprove(approver, keeper.publisher)).toBe(all);
    expect(await countToApprove(author, keeper.publisher)).toBe(0);
  });
});
