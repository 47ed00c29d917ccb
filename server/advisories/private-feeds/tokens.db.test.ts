import { beforeAll, describe, expect, test } from "vitest";
import { contactViewerOf, makeContact, signFor } from "@/prisma/factories";
import { asOwner, useOwnDatabase } from "@/scripts/integration-database";
import type { ContactViewer } from "@/server/access/permissions";
import { revokeMember } from "@/server/accounts/memberships";
import { packOfCircles } from "@/server/advisories/testing/restricted";
import { openDetails } from "@/server/audit/events";
import type { Pack } from "@/server/content/pack";
import { now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { newToken, sha256 } from "@/server/platform/ids";
import { listFeeds } from "./queries";
import { makeFeed, mostFeeds, openFeed, revokeFeed } from "./tokens";

beforeAll(() => useOwnDatabase());

let pack: Pack;
beforeAll(async () => {
  pack = await packOfCircles();
});

async function signedContact(): Promise<ContactViewer> {
  const viewer = await contactViewerOf((await makeContact(["signatory"])).personId);
  await signFor(pack, viewer);
  return viewer;
}
const make = (viewer: ContactViewer) => makeFeed(database(), pack.name, viewer, now());
const open = (token: string, publisher = pack.name) => openFeed(database(), publisher, token, now());
const placeOf = ({ contact: { accountId, membershipId } }: ContactViewer) => ({ accountId, membershipId });

describe("a private feed's token", () => {
  test("is 256 random bits behind a name, and only its hash is kept", async () => {
    const viewer = await signedContact();
    const token = await make(viewer);
    expect(token).toMatch(/^advisories_[A-Za-z0-9_-]{43}$/);
    const row = await database().feedToken.findFirstOrThrow({ where: { membershipId: viewer.contact.membershipId } });
    expect(Buffer.from(row.tokenHash)).toEqual(Buffer.from(sha256(token)));
    const [event] = await database().auditEvent.findMany({ where: { subjectId: row.id } });
    expect(event?.kind).toBe("advisory-feed.made");
    const told = JSON.stringify(event && (await openDetails(database(), event)));
    expect(told).toContain(viewer.email);
    expect(told).not.toContain(token.slice(12, 24));
  });

  test("opens for its own contact, with the publisher that was signed with", async () => {
    const viewer = await signedContact();
    const token = await make(viewer);
    expect(await open(token)).toEqual(placeOf(viewer));
    expect(await open(token, (await packOfCircles()).name)).toBeNull();
  });

  test("is nobody's when it is forged, cut, or given as its hash", async () => {
    const token = await make(await signedContact());
    const hash = Buffer.from(sha256(token)).toString("base64url");
    for (const forged of ["", "x", newToken(), `advisories_${newToken()}`, token.slice(0, -1), `${token}A`, hash])
      expect(await open(forged)).toBeNull();
    expect(await open(`advisories_${hash}`)).toBeNull();
    expect(await open(`${token}\0`)).toBeNull();
  });

  test("ends when it is revoked, and a second time there is nothing to revoke", async () => {
    const viewer = await signedContact();
    const [token, other] = [await make(viewer), await make(viewer)];
    const [, first] = await listFeeds(viewer);
    if (first === undefined) throw new Error("the feeds are not listed");
    await revokeFeed(database(), viewer, first.id, now());
    expect([await open(token), await open(other)]).toEqual([null, placeOf(viewer)]);
    expect(await listFeeds(viewer)).toHaveLength(1);
    await expect(revokeFeed(database(), viewer, first.id, now())).rejects.toThrow("revoked already");
  });

  test("is neither listed for nor revoked by a colleague or a stranger", async () => {
    const viewer = await signedContact();
    const token = await make(viewer);
    const [mine] = await listFeeds(viewer);
    const { accountId } = viewer.contact;
    const colleague = await contactViewerOf((await makeContact(["admin"], { accountId })).personId);
    for (const other of [colleague, await signedContact()]) {
      expect(await listFeeds(other)).toEqual([]);
      await expect(revokeFeed(database(), other, mine?.id ?? "", now())).rejects.toThrow("revoked already");
    }
    expect(await open(token)).toEqual(placeOf(viewer));
  });

  test("ends with the place at the account, the roles, the account and the agreement", async () => {
    const left = await signedContact();
    const tokenOfLeft = await make(left);
    await revokeMember(database(), left.contact.membershipId, null, now());
    expect(await open(tokenOfLeft)).toBeNull();

    const idle = await signedContact();
    const tokenOfIdle = await make(idle);
    await database().membership.update({ where: { id: idle.contact.membershipId }, data: { roles: [] } });
    expect(await open(tokenOfIdle)).toBeNull();

    const closed = await signedContact();
    const tokenOfClosed = await make(closed);
    await database().account.update({ where: { id: closed.contact.accountId }, data: { closedAt: now() } });
    expect(await open(tokenOfClosed)).toBeNull();

    const other = await packOfCircles();
    const signed = await contactViewerOf((await makeContact(["signatory"])).personId);
    await signFor(other, signed);
    const token = await makeFeed(database(), other.name, signed, now());
    // A new text that does not accept signatures of the earlier one.
    await database().agreementVersion.create({
      data: {
        ...{ publisher: other.name, kind: "nda", version: "2.0", acceptsEarlier: false, specimen: false },
        ...{ effectiveDate: new Date("2021-01-01"), template: "# Two", templateSha256: sha256("# Two") },
      },
    });
    expect(await openFeed(database(), other.name, token, now())).toBeNull();
  });

  test("is not made for who has not signed or acknowledged", async () => {
    const unsigned = await contactViewerOf((await makeContact(["signatory", "admin"])).personId);
    await expect(make(unsigned)).rejects.toThrow("open with the agreement");
    const { accountId } = (await signedContact()).contact;
    const unread = await contactViewerOf((await makeContact(["reviewer"], { accountId })).personId);
    await expect(make(unread)).rejects.toThrow("open with the agreement");
  });

  test("is made up to a number, also by many at once", async () => {
    const viewer = await signedContact();
    const made = await Promise.allSettled(Array.from({ length: mostFeeds + 3 }, () => make(viewer)));
    expect(made.filter(({ status }) => status === "fulfilled")).toHaveLength(mostFeeds);
    const [feed] = await listFeeds(viewer);
    await revokeFeed(database(), viewer, feed?.id ?? "", now());
    await make(viewer);
  });

  test("notes its use once a minute at most", async () => {
    const viewer = await signedContact();
    const token = await make(viewer);
    const used = async () => (await listFeeds(viewer))[0]?.lastUsedAt ?? null;
    expect(await used()).toBeNull();
    await open(token);
    const first = await used();
    expect(first).not.toBeNull();
    await open(token);
    expect(await used()).toEqual(first);
    const guard = (state: string) => `ALTER TABLE "FeedToken" ${state} TRIGGER feed_token_guard`;
    await asOwner(
      `${guard("DISABLE")}; UPDATE "FeedToken" SET "lastUsedAt" = now() - interval '61 seconds' WHERE encode("tokenHash", 'hex') = '${Buffer.from(sha256(token)).toString("hex")}'; ${guard("ENABLE")}`,
    );
    await open(token);
    expect((await used())?.getTime()).toBeGreaterThanOrEqual(first?.getTime() ?? Number.POSITIVE_INFINITY);
  });
});
