import { beforeAll, describe, expect, test } from "vitest";
import { makeAccount, makeContact, makeStaff, randomWord, viewerOf } from "@/prisma/factories";
import { useOwnDatabase } from "@/scripts/integration-database";
import { accountChoices, listAccounts, namesForLog, readAccount } from "@/server/access/accounts/queries";
import { may } from "@/server/access/permissions";
import { loadViewer } from "@/server/access/viewer";
import { revokeMember } from "@/server/accounts/memberships";
import { now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { newId } from "@/server/platform/ids";

beforeAll(() => useOwnDatabase());

describe("the viewer", () => {
  test("has the place and the roles that stand now", async () => {
    const account = await makeAccount();
    const { personId, email, name, membershipId } = await makeContact(["privacy"], { accountId: account.id });
    expect(await viewerOf(personId)).toMatchObject({
      ...{ personId, email, name, staffRoles: [] },
      contact: { membershipId, accountId: account.id, accountName: account.legalName, roles: ["privacy"] },
    });
    await database().membership.update({ where: { id: membershipId }, data: { roles: ["admin"] } });
    expect((await viewerOf(personId)).contact?.roles).toEqual(["admin"]);
  });

  test("has no place once access has ended, and may nothing", async () => {
    const { personId, membershipId } = await makeContact(["admin", "signatory"]);
    await revokeMember(database(), membershipId, null, now());
    const viewer = await viewerOf(personId);
    expect(viewer.contact).toBeNull();
    expect(may(viewer, "session:end")).toBe(false);
  });

  test("has no place at a closed account", async () => {
    const { personId, accountId } = await makeContact(["admin"]);
    await database().account.update({ where: { id: accountId }, data: { closedAt: now() } });
    expect((await viewerOf(personId)).contact).toBeNull();
  });

  test("who came back to another account is there and not where they were", async () => {
    const { personId, email, membershipId } = await makeContact(["admin"]);
    await revokeMember(database(), membershipId, null, now());
    const back = await makeContact(["reviewer"], { email });
    expect(back.personId).toBe(personId);
    expect((await viewerOf(personId)).contact).toMatchObject({ accountId: back.accountId, roles: ["reviewer"] });
  });

  test("is nobody for a person that there is not", async () => {
    expect(await loadViewer({ personId: newId(), sessionId: newId(), authenticatedAt: now() })).toBeNull();
  });
});

describe("accounts as staff see them", () => {
  test("name no contact: addresses are masked and names left out", async () => {
    const account = await makeAccount();
    const { name, email, membershipId } = await makeContact(["admin"], { accountId: account.id });
    const manager = await viewerOf((await makeStaff(["trust_manager"])).personId);
    const detail = await readAccount(manager, account.id);
    expect(detail?.members).toMatchObject([{ membershipId, roles: ["admin"], revokedAt: null }]);
    const shown = JSON.stringify(detail);
    expect(shown).not.toContain(name);
    expect(shown).not.toContain(email);
    expect(detail?.members[0]?.maskedEmail).toBe(`${email.slice(0, 1)}•••@${email.split("@")[1]}`);
  });

  test("are not there for contacts and for staff without the right", async () => {
    const account = await makeAccount();
    const strangers = [
      await viewerOf((await makeContact(["admin", "signatory"], { accountId: account.id })).personId),
      await viewerOf((await makeStaff(["on_call_manager"])).personId),
    ];
    for (const viewer of strangers) {
      expect(await readAccount(viewer, account.id)).toBeNull();
      expect(await listAccounts(viewer, account.legalName)).toEqual([]);
      expect(await accountChoices(viewer)).toEqual([]);
    }
  });

  test("are found by any part of the name, whatever stands in the search", async () => {
    const word = randomWord();
    const { id } = await makeAccount({ legalName: `Zażółć ${word} 株式会社` });
    const auditor = await viewerOf((await makeStaff(["auditor"])).personId);
    for (const search of [word.toUpperCase(), "ZAŻÓŁĆ", "株式"])
      expect((await listAccounts(auditor, search)).map((each) => each.id)).toContain(id);
    for (const search of ["' OR '1'='1", "\\", `%${word}_`]) expect(await listAccounts(auditor, search)).toEqual([]);
  });

  test("and names of staff stand in the log; contacts stay without one", async () => {
    const account = await makeAccount();
    const contact = await makeContact(["admin"], { accountId: account.id });
    const member = await makeStaff(["security"]);
    const asked = { people: [contact.personId, member.personId], accounts: [account.id] };
    const auditor = await viewerOf((await makeStaff(["auditor"])).personId);
    expect(await namesForLog(auditor, asked)).toEqual(
      new Map([
        [member.personId, member.name],
        [account.id, account.legalName],
      ]),
    );
    expect((await namesForLog(await viewerOf((await makeStaff(["trust_manager"])).personId), asked)).size).toBe(0);
  });
});
