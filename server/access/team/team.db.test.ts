/** What an account's admins may do to its contacts, and to nobody else's. */
import { beforeAll, describe, expect, test } from "vitest";
import {
  contactViewerOf,
  type MadeContact,
  makeAccount,
  makeContact,
  makeStaff,
  randomWord,
  viewerOf,
} from "@/prisma/factories";
import { useOwnDatabase } from "@/scripts/integration-database";
import { Refusal } from "@/server/access/refusal";
import { inviteMember, removeMember, setRoles } from "@/server/access/team/commands";
import { listTeam } from "@/server/access/team/queries";
import { changeRolesInput, inviteInput, RemoveInput } from "@/server/access/team/schema";
import { mailsTo, publisher } from "@/server/access/testing/run-jobs";
import { makeLink } from "@/server/accounts/links";
import { revokeMember } from "@/server/accounts/memberships";
import { findPerson } from "@/server/accounts/people";
import { createSession, findSession } from "@/server/accounts/sessions";
import { signInWithLink } from "@/server/accounts/sign-in";
import { openDetails } from "@/server/audit/events";
import { database } from "@/server/platform/database";
import type { AccountRole } from "@/server/platform/generated/prisma/enums";
import { newId } from "@/server/platform/ids";
import { wordsIn } from "@/server/words/words";

beforeAll(() => useOwnDatabase());

const at = new Date("2026-11-22T10:00:00Z");

/** An account with an admin and a reviewer. */
async function team(roles: readonly AccountRole[] = ["reviewer"]) {
  const account = await makeAccount();
  const admin = await makeContact(["admin"], { accountId: account.id });
  const member = await makeContact(roles, { accountId: account.id });
  return { account, admin, member, viewer: await contactViewerOf(admin.personId) };
}
type Admin = Awaited<ReturnType<typeof team>>["viewer"];

const invite = (viewer: Admin, email: string, changes = {}) =>
  inviteMember(
    database(),
    publisher,
    viewer,
    {
      ...inviteInput(wordsIn("en")).parse({ name: "Grace Hopper", email, roles: ["reviewer"], ...changes }),
      locale: "en",
    },
    at,
  );
const change = (viewer: Admin, { membershipId }: { membershipId: string }, roles: AccountRole[]) =>
  setRoles(database(), viewer, changeRolesInput(wordsIn("en")).parse({ membershipId, roles }));
const remove = (viewer: Admin, { membershipId }: { membershipId: string }) =>
  removeMember(database(), publisher, viewer, { ...RemoveInput.parse({ membershipId }), locale: "en" }, at);
const membership = ({ membershipId }: MadeContact) =>
  database().membership.findUniqueOrThrow({ where: { id: membershipId } });
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => "nothing was refused",
    (error: unknown) => {
      if (error instanceof Refusal) return `${error.field ?? "form"}: ${error.message}`;
      throw error;
    },
  );

describe("an admin", () => {
  test("invites, and the person is told and appears in the team", async () => {
    const { viewer, account } = await team();
    const email = `grace@${randomWord()}.example`;
    await invite(viewer, email, { roles: ["privacy", "reviewer"], name: "Γκρέις 霍珀" });
    expect(await listTeam(viewer)).toContainEqual(
      expect.objectContaining({ email, name: "Γκρέις 霍珀", roles: ["privacy", "reviewer"], self: false }),
    );
    const [mail] = await mailsTo(email);
    expect(mail).toMatchObject({ kind: "invitation" });
    expect(mail?.text).toContain(account.legalName);
    expect(mail?.text).not.toContain("token=");
    const event = await database().auditEvent.findFirstOrThrow({
      where: { kind: "membership.granted", actorId: viewer.personId },
    });
    expect(await openDetails(database(), event)).toEqual({ email, roles: ["privacy", "reviewer"] });
  });

  test("who invites a contact again adds the roles and makes no second place", async () => {
    const { viewer, member, account } = await team();
    await invite(viewer, member.email, { roles: ["signatory"] });
    expect((await membership(member)).roles.toSorted()).toEqual(["reviewer", "signatory"]);
    expect(await database().membership.count({ where: { accountId: account.id } })).toBe(2);
  });

  test("who invites one person twice at once makes one place", async () => {
    const { viewer, account } = await team();
    const email = `grace@${randomWord()}.example`;
    const answers = await Promise.allSettled([invite(viewer, email), invite(viewer, email)]);
    for (const answer of answers) if (answer.status === "rejected") expect(answer.reason).toBeInstanceOf(Refusal);
    const person = await findPerson(database(), email);
    expect(await database().membership.count({ where: { accountId: account.id, personId: person?.id } })).toBe(1);
  });

  test("changes roles", async () => {
    const { viewer, member } = await team();
    await change(viewer, member, ["privacy"]);
    expect((await membership(member)).roles).toEqual(["privacy"]);
    expect((await contactViewerOf(member.personId)).contact.roles).toEqual(["privacy"]);
  });

  test("who ends somebody's access ends sessions and links at once, and tells them", async () => {
    const { viewer, member } = await team();
    const session = await createSession(database(), member.personId, at);
    const link = await makeLink(
      database(),
      { purpose: "sign_in", personId: member.personId },
      { next: null, locale: "en" },
      at,
    );
    await remove(viewer, member);
    expect(await findSession(database(), session, at)).toBeNull();
    const token = new URL(link).searchParams.get("token") ?? "";
    expect(await signInWithLink(database(), token, `2001:db8:${randomWord().slice(0, 4)}::1`, at)).toEqual({
      state: "refused",
    });
    expect((await viewerOf(member.personId)).contact).toBeNull();
    expect((await mailsTo(member.email)).map((mail) => mail.kind)).toEqual(["access-ended"]);
    expect((await listTeam(viewer)).map((each) => each.membershipId)).not.toContain(member.membershipId);
    expect((await membership(member)).revokedAt).toEqual(at);
  });

  test("who ends the same access twice, even at once, does it once", async () => {
    const { viewer, member } = await team();
    const answers = await Promise.allSettled([remove(viewer, member), remove(viewer, member), remove(viewer, member)]);
    expect(answers.map((answer) => answer.status).toSorted()).toEqual(["fulfilled", "rejected", "rejected"]);
    expect(await mailsTo(member.email)).toHaveLength(1);
    const events = await database().auditEvent.count({
      where: { kind: "membership.revoked", subjectId: member.membershipId },
    });
    expect(events).toBe(1);
    expect(await refusal(remove(viewer, member))).toMatch("not part of the team any more");
  });

  test("does not bring a person back by changing roles", async () => {
    const { viewer, member } = await team();
    await remove(viewer, member);
    expect(await refusal(change(viewer, member, ["admin"]))).toMatch("not part of the team any more");
    expect((await membership(member)).roles).toEqual(["reviewer"]);
  });
});

describe("another account's contact", () => {
  test("is not there: same words as for a membership that never was", async () => {
    const [ours, theirs] = [await team(), await team(["signatory", "admin"])];
    const nobody = { membershipId: newId() };
    expect(await refusal(change(ours.viewer, theirs.member, ["reviewer"]))).toBe(
      await refusal(change(ours.viewer, nobody, ["reviewer"])),
    );
    expect(await refusal(remove(ours.viewer, theirs.member))).toBe(await refusal(remove(ours.viewer, nobody)));
    expect(await membership(theirs.member)).toMatchObject({ roles: ["signatory", "admin"], revokedAt: null });
    expect(await mailsTo(theirs.member.email)).toEqual([]);
    const ids = (await listTeam(ours.viewer)).map((each) => each.membershipId);
    expect(ids).not.toContain(theirs.member.membershipId);
  });

  test("cannot be invited away, and the refusal does not say why", async () => {
    const [ours, theirs] = [await team(), await team()];
    const words = await refusal(invite(ours.viewer, theirs.member.email));
    expect(words).toBe("email: This person cannot be added here. Ask the publisher’s trust team for help.");
    expect(words).not.toContain(theirs.account.legalName);
    expect(await membership(theirs.member)).toMatchObject({ accountId: theirs.account.id, revokedAt: null });
    expect(await mailsTo(theirs.member.email)).toEqual([]);
  });

  test("whose access there has ended comes under the name that is given here", async () => {
    const [ours, theirs] = [await team(), await team()];
    await revokeMember(database(), theirs.member.membershipId, null, at);
    await invite(ours.viewer, theirs.member.email, { name: "As we know her" });
    const row = (await listTeam(ours.viewer)).find((each) => each.email === theirs.member.email);
    expect(row?.name).toBe("As we know her");
    const trail = await database().auditEvent.findMany({ where: { accountId: ours.account.id } });
    expect(trail.map((event) => event.kind)).not.toContain("membership.revoked");
  });

  test("cannot be made of a member of staff under another name", async () => {
    const { viewer } = await team();
    const member = await makeStaff(["trust_manager"]);
    await invite(viewer, member.email, { name: "Renamed by a customer" }).catch(() => {});
    expect((await viewerOf(member.personId)).name).toBe(member.name);
  });
});

describe("the last admin", () => {
  test("cannot leave or lose the role", async () => {
    const { viewer, admin } = await team();
    expect(await refusal(remove(viewer, admin))).toMatch("An account keeps at least one admin.");
    expect(await refusal(change(viewer, admin, ["reviewer"]))).toMatch("An account keeps at least one admin.");
    expect(await membership(admin)).toMatchObject({ roles: ["admin"], revokedAt: null });
    await change(viewer, admin, ["admin", "signatory"]);
    expect((await membership(admin)).roles).toEqual(["admin", "signatory"]);
  });

  test("is not saved by an admin whose access has ended, nor by one of another account", async () => {
    const { viewer, admin, member } = await team(["admin"]);
    await team();
    await remove(viewer, member);
    expect(await refusal(remove(viewer, admin))).toMatch("An account keeps at least one admin.");
  });

  test("can leave once there is another", async () => {
    const { viewer, admin, member } = await team();
    await change(viewer, member, ["reviewer", "admin"]);
    await remove(viewer, admin);
    expect((await membership(admin)).revokedAt).toEqual(at);
  });

  const pairs: [string, (one: Admin, other: Admin, a: MadeContact, b: MadeContact) => Promise<void>[]][] = [
    ["remove each other", (one, other, a, b) => [remove(one, b), remove(other, a)]],
    [
      "take the role from each other",
      (one, other, a, b) => [change(one, b, ["reviewer"]), change(other, a, ["reviewer"])],
    ],
    ["leave together", (one, other, a, b) => [remove(one, a), remove(other, b)]],
    ["remove and take the role", (one, other, a, b) => [remove(one, b), change(other, a, ["reviewer"])]],
  ];
  test.each(pairs)("of two who %s at once stays", async (_what, both) => {
    for (let round = 0; round < 5; round++) {
      const { viewer, admin, member, account } = await team(["admin"]);
      const answers = await Promise.allSettled(both(viewer, await contactViewerOf(member.personId), admin, member));
      const refused = answers.flatMap((answer) => (answer.status === "rejected" ? [answer.reason] : []));
      expect(refused).toHaveLength(1);
      expect(refused[0]).toBeInstanceOf(Refusal);
      const admins = await database().membership.count({
        where: { accountId: account.id, revokedAt: null, roles: { has: "admin" } },
      });
      expect(admins).toBe(1);
    }
  });
});

describe("what stands in the form", () => {
  test.each([
    [inviteInput(wordsIn("en")), { name: "", email: "a@b.example", roles: ["admin"] }, "name"],
    [inviteInput(wordsIn("en")), { name: "Ada", email: "ada", roles: ["admin"] }, "email"],
    [inviteInput(wordsIn("en")), { name: "Ada", email: "a@b.example", roles: [] }, "roles"],
    [inviteInput(wordsIn("en")), { name: "Ada", email: "a@b.example", roles: ["dpo"] }, "roles"],
    [changeRolesInput(wordsIn("en")), { membershipId: newId(), roles: [] }, "roles"],
    [changeRolesInput(wordsIn("en")), { membershipId: "x", roles: ["admin"] }, "membershipId"],
    [RemoveInput, { membershipId: ["x", "y"] }, "membershipId"],
  ])("is checked", (schema, input, field) => {
    const issues = schema.safeParse(input).error?.issues ?? [];
    expect(issues.map((issue) => issue.path[0])).toContain(field);
  });
});
