import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  browser,
  contactViewerOf,
  makeAccount,
  makeContact,
  makePack,
  nda,
  present,
  signFor,
  signPresented,
} from "@/prisma/factories";
import { asOwner, useOwnDatabase, useOwnDataFolder } from "@/scripts/integration-database";
import type { ContactViewer } from "@/server/access/permissions";
import { Refusal } from "@/server/access/refusal";
import { acknowledgeAgreement, StaleAuthentication, signAgreement } from "@/server/agreements/commands";
import { readPresentation } from "@/server/agreements/queries";
import { listAccountSignatures, readSignature } from "@/server/agreements/records";
import { agreementStanding } from "@/server/agreements/standing";
import { importAgreements } from "@/server/agreements/versions";
import { recordEvent } from "@/server/audit/events";
import type { Pack } from "@/server/content/pack";
import { later, minutes, now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { newDownloadId, newId, newToken, sha256 } from "@/server/platform/ids";

beforeAll(() => useOwnDatabase());

let remove: () => void;
beforeAll(() => {
  remove = useOwnDataFolder();
});
afterAll(() => remove());

const signatoryOf = async (accountId?: string): Promise<ContactViewer> =>
  contactViewerOf((await makeContact(["signatory"], accountId === undefined ? {} : { accountId })).personId);

const signaturesOf = (viewer: ContactViewer) =>
  database().signature.findMany({ where: { accountId: viewer.contact.accountId }, orderBy: { signedAt: "asc" } });

const eventsOf = (viewer: ContactViewer, kind: string) =>
  database().auditEvent.findMany({ where: { accountId: viewer.contact.accountId, kind } });

const acknowledge = (pack: Pack, viewer: ContactViewer, at = now()) =>
  acknowledgeAgreement(database(), pack, viewer, at);

const standingOf = async (pack: Pack, viewer: ContactViewer) =>
  (await agreementStanding(database(), pack.name, viewer.contact, now())).standing;

describe("one presentation gives one signature", () => {
  test("however often it is posted at once", async () => {
    const pack = await makePack(nda());
    const viewer = await signatoryOf();
    const presentationId = await present(pack, viewer);
    const posts = await Promise.all(Array.from({ length: 5 }, () => signPresented(pack, viewer, presentationId)));
    const rows = await signaturesOf(viewer);
    expect(rows.map((row) => row.id)).toEqual([...new Set(posts)]);
    expect(await eventsOf(viewer, "agreement.signed")).toHaveLength(1);
  });

  test("and a later repeat gives the same one, even after the authentication went stale", async () => {
    const pack = await makePack(nda());
    const viewer = await signatoryOf();
    const presentationId = await present(pack, viewer);
    const first = await signPresented(pack, viewer, presentationId);
    expect(await signPresented(pack, viewer, presentationId, later(now(), 90 * minutes))).toBe(first);
    expect(await signaturesOf(viewer)).toHaveLength(1);
  });

  test("its event has its place in the chain before the answer", async () => {
    const pack = await makePack(nda());
    const viewer = await signatoryOf();
    await signFor(pack, viewer);
    const [event] = await eventsOf(viewer, "agreement.signed");
    expect(event?.position).not.toBeNull();
    expect(event?.chainHash).toHaveLength(32);
  });
});

test("of two signatories at once one binds the account, and the other is told so", async () => {
  const pack = await makePack(nda());
  const first = await signatoryOf();
  const second = await signatoryOf(first.contact.accountId);
  const presented = await Promise.all([present(pack, first), present(pack, second)]);
  const outcomes = await Promise.allSettled([
    signPresented(pack, first, presented[0]),
    signPresented(pack, second, presented[1]),
  ]);
  expect(outcomes.map((each) => each.status).sort()).toEqual(["fulfilled", "rejected"]);
  const refused = outcomes.find((each) => each.status === "rejected");
  expect(refused?.reason).toBeInstanceOf(Refusal);
  expect(String(refused?.reason)).toContain("A colleague signed for your company at the same moment");
  expect(await signaturesOf(first)).toHaveLength(1);
  expect(await eventsOf(first, "agreement.signed")).toHaveLength(1);
});

describe("refused, and nothing is kept", () => {
  test("with an authentication of fifteen minutes ago", async () => {
    const pack = await makePack(nda());
    const { personId } = await makeContact(["signatory"]);
    const viewer = await contactViewerOf(personId, later(now(), -15 * minutes));
    const presentationId = await present(pack, viewer);
    await expect(signPresented(pack, viewer, presentationId)).rejects.toBeInstanceOf(StaleAuthentication);
    expect(await signaturesOf(viewer)).toEqual([]);
  });

  test("from a page that was shown more than an hour ago", async () => {
    const pack = await makePack(nda());
    const { personId } = await makeContact(["signatory"]);
    const at = later(now(), 61 * minutes);
    const viewer = await contactViewerOf(personId, at);
    const presentationId = await present(pack, viewer);
    await expect(signPresented(pack, viewer, presentationId, at)).rejects.toThrow("This page is too old");
    expect(await readPresentation(viewer, presentationId, at)).toBeNull();
    expect(await signaturesOf(viewer)).toEqual([]);
  });

  test("with the presentation of a colleague, of a stranger, or of nobody", async () => {
    const pack = await makePack(nda());
    const viewer = await signatoryOf();
    const colleague = await signatoryOf(viewer.contact.accountId);
    const stranger = await signatoryOf();
    for (const presentationId of [await present(pack, colleague), await present(pack, stranger), newId()]) {
      await expect(signPresented(pack, viewer, presentationId)).rejects.toBeInstanceOf(Refusal);
      expect(await readPresentation(viewer, presentationId, now())).toBeNull();
    }
    expect(await signaturesOf(viewer)).toEqual([]);
    expect(await signaturesOf(stranger)).toEqual([]);
  });

  test("somebody else's signed presentation does not give its signature either", async () => {
    const pack = await makePack(nda());
    const owner = await signatoryOf();
    const presentationId = await present(pack, owner);
    await signPresented(pack, owner, presentationId);
    await expect(signPresented(pack, await signatoryOf(), presentationId)).rejects.toBeInstanceOf(Refusal);
  });

  test("when a new version was published meanwhile", async () => {
    const pack = await makePack(nda());
    const viewer = await signatoryOf();
    const presentationId = await present(pack, viewer);
    const newer = { ...pack, agreements: [nda({ version: "2.0", effectiveDate: "2021-01-01" })] };
    await importAgreements(database(), newer);
    await expect(signPresented(newer, viewer, presentationId)).rejects.toThrow("newer version of the agreement");
    expect(await signaturesOf(viewer)).toEqual([]);
  });

  test("where nothing is published, or only for a later day", async () => {
    const viewer = await signatoryOf();
    await expect(present(await makePack(), viewer)).rejects.toThrow("has not published an agreement");
    const future = await makePack(nda({ effectiveDate: "2999-01-01" }));
    await expect(present(future, viewer)).rejects.toThrow("has not published an agreement");
  });

  test("when the kept text is no longer the one whose hash was kept", async () => {
    const pack = await makePack(nda());
    const viewer = await signatoryOf();
    const presentationId = await present(pack, viewer);
    await asOwner(`UPDATE "AgreementPresentation" SET "textSha256" = sha256('other') WHERE id = $1`, [presentationId]);
    await expect(signPresented(pack, viewer, presentationId)).rejects.toThrow("does not match its hash");
    expect(await signaturesOf(viewer)).toEqual([]);
  });

  test("when the kept text was taken from another presentation", async () => {
    const pack = await makePack(nda());
    const viewer = await signatoryOf();
    const [mine, other] = [await present(pack, viewer), await present(pack, viewer, { name: "Mallory" })];
    await asOwner(
      `UPDATE "AgreementPresentation" p SET sealed = o.sealed, "textSha256" = o."textSha256"
       FROM "AgreementPresentation" o WHERE p.id = $1 AND o.id = $2`,
      [mine, other],
    );
    await expect(signPresented(pack, viewer, mine)).rejects.toThrow();
    expect(await signaturesOf(viewer)).toEqual([]);
  });
});

describe("signing again", () => {
  test("supersedes the earlier signature and leaves it as it was", async () => {
    const pack = await makePack(nda());
    const viewer = await signatoryOf();
    const first = await signFor(pack, viewer, { title: "Buyer" });
    const before = await database().signature.findUniqueOrThrow({ where: { id: first } });
    await expect(present(pack, viewer)).rejects.toThrow("signed this version already");
    const second = await signFor(pack, viewer, { title: "Director", again: true });
    expect(await database().signature.findUniqueOrThrow({ where: { id: first } })).toEqual(before);
    const seen = await listAccountSignatures(viewer);
    expect(seen.map(({ id, superseded, evidence }) => [id, superseded, evidence?.title])).toEqual([
      [second, false, "Director"],
      [first, true, "Buyer"],
    ]);
    const { signature } = await agreementStanding(database(), pack.name, viewer.contact, now());
    expect(signature?.id).toBe(second);
  });

  test("at the same moment by two people gives one successor", async () => {
    const pack = await makePack(nda());
    const viewer = await signatoryOf();
    const colleague = await signatoryOf(viewer.contact.accountId);
    await signFor(pack, viewer);
    const presented = [
      [viewer, await present(pack, viewer, { again: true })],
      [colleague, await present(pack, colleague, { again: true })],
    ] as const;
    const outcomes = await Promise.allSettled(presented.map(([who, id]) => signPresented(pack, who, id)));
    expect(outcomes.map((each) => each.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await signaturesOf(viewer)).toHaveLength(2);
  });

  test.each([
    ["UPDATE", `UPDATE "Signature" SET sealed = '' WHERE id = $1`],
    ["DELETE", `DELETE FROM "Signature" WHERE id = $1`],
  ])("the application's role cannot %s a signature", async (_, sql) => {
    const id = await signFor(await makePack(nda()), await signatoryOf());
    await expect(database().$executeRawUnsafe(sql.replace("$1", `'${id}'`))).rejects.toThrow("permission denied");
    expect(await readSignature(id)).not.toBeNull();
  });
});

describe("a new version", () => {
  const published = async (acceptsEarlier: boolean) => {
    const pack = await makePack(nda());
    const viewer = await signatoryOf();
    const reader = await contactViewerOf(
      (await makeContact(["reviewer"], { accountId: viewer.contact.accountId })).personId,
    );
    await signFor(pack, viewer);
    await acknowledge(pack, reader);
    const second = nda({ version: "2.0", effectiveDate: "2021-01-01", acceptsEarlier });
    const newer = { ...pack, agreements: [second, ...pack.agreements] };
    await importAgreements(database(), newer);
    return { newer, viewer, reader };
  };

  test("that accepts earlier ones asks nobody again", async () => {
    const { newer, viewer, reader } = await published(true);
    expect([await standingOf(newer, viewer), await standingOf(newer, reader)]).toEqual(["ready", "ready"]);
  });

  test("that does not asks the signatory and every reader again", async () => {
    const { newer, viewer, reader } = await published(false);
    expect([await standingOf(newer, viewer), await standingOf(newer, reader)]).toEqual(["unsigned", "unsigned"]);
    await signFor(newer, viewer);
    expect([await standingOf(newer, viewer), await standingOf(newer, reader)]).toEqual(["ready", "unacknowledged"]);
  });

  test("takes effect on its day, not before", async () => {
    const pack = await makePack(nda({ version: "2.0", effectiveDate: "2999-01-01" }), nda());
    const viewer = await signatoryOf();
    await signFor(pack, viewer);
    expect(await standingOf(pack, viewer)).toBe("ready");
    const { standing } = await agreementStanding(database(), pack.name, viewer.contact, new Date("2999-01-01"));
    expect(standing).toBe("unsigned");
  });

  test("of the same day as the one before it is the one in force, whichever were imported together", async () => {
    const pack = await makePack(nda({ version: "10.0" }), nda({ version: "9.0" }));
    const { current } = await agreementStanding(database(), pack.name, (await signatoryOf()).contact, now());
    expect(current?.version).toBe("10.0");
  });
});

describe("publishing", () => {
  test("a text that changed under the same version is refused by the name of its file", async () => {
    const pack = await makePack(nda());
    const changed = { ...pack, agreements: [nda({ text: "Other words." })] };
    await expect(importAgreements(database(), changed)).rejects.toThrow(
      /^agreements\/nda-1\.0\.md: the text of version 1\.0 is not the one published before/,
    );
    const kept = await database().agreementVersion.findMany({ where: { publisher: pack.name } });
    expect(kept.map((row) => row.template)).toEqual([nda().text]);
  });

  test("by several servers at once remembers a version once", async () => {
    const pack = { ...(await makePack()), agreements: [nda()] };
    await Promise.all(Array.from({ length: 4 }, () => importAgreements(database(), pack)));
    expect(await database().agreementVersion.count({ where: { publisher: pack.name } })).toBe(1);
  });
});

describe("acknowledging", () => {
  test("counts once, however often it is sent", async () => {
    const pack = await makePack(nda());
    const viewer = await signatoryOf();
    const { personId } = await makeContact(["reviewer"], { accountId: viewer.contact.accountId });
    const reader = await contactViewerOf(personId);
    await signFor(pack, viewer);
    expect(await standingOf(pack, reader)).toBe("unacknowledged");
    await Promise.all([acknowledge(pack, reader), acknowledge(pack, reader), acknowledge(pack, reader)]);
    await acknowledge(pack, reader);
    expect(await standingOf(pack, reader)).toBe("ready");
    const where = { membershipId: reader.contact.membershipId };
    expect(await database().acknowledgement.count({ where })).toBe(1);
    expect(await eventsOf(reader, "agreement.acknowledged")).toHaveLength(1);
  });

  test("is refused before anybody signed, and another account's signature does not count", async () => {
    const pack = await makePack(nda());
    await signFor(pack, await signatoryOf());
    const reader = await contactViewerOf((await makeContact(["reviewer"])).personId);
    await expect(acknowledge(pack, reader)).rejects.toThrow("Nobody has signed");
    expect(await standingOf(pack, reader)).toBe("unsigned");
  });

  test("is not asked of the one who signed", async () => {
    const pack = await makePack(nda());
    const viewer = await signatoryOf();
    await signFor(pack, viewer);
    await acknowledge(pack, viewer);
    expect(await database().acknowledgement.count({ where: { accountId: viewer.contact.accountId } })).toBe(0);
  });
});

describe("evidence keeps the database's time", () => {
  const wrong = new Date("2021-06-01T12:00:00Z");
  const isNow = async (moment: Date | undefined) => {
    const [row] = await database().$queryRaw<
      { age: number }[]
    >`SELECT extract(epoch FROM now() - ${moment})::float AS age`;
    expect(Math.abs(row?.age ?? Number.NaN)).toBeLessThan(20);
  };

  test("though the caller's clock is five years behind", async () => {
    const pack = await makePack(nda());
    const viewer = await signatoryOf();
    const { personId } = await makeContact(["reviewer"], { accountId: viewer.contact.accountId });
    const presentationId = await present(pack, viewer, {}, wrong);
    const id = await signPresented(pack, viewer, presentationId, wrong);
    await acknowledge(pack, await contactViewerOf(personId), wrong);
    const signature = await readSignature(id);
    await isNow(signature?.signedAt);
    await isNow(new Date(signature?.evidence?.presentedAt ?? Number.NaN));
    await isNow((await database().acknowledgement.findFirst({ where: { signatureId: id } }))?.acknowledgedAt);
    await isNow((await eventsOf(viewer, "agreement.signed"))[0]?.at);
  });

  test("though the insert itself names another", async () => {
    const pack = await makePack(nda());
    const viewer = await signatoryOf();
    const signed = await database().signature.findUniqueOrThrow({ where: { id: await signFor(pack, viewer) } });
    const { accountId, agreementVersionId, textSha256, sealed, authenticatedAt } = signed;
    const mine = { accountId, membershipId: viewer.contact.membershipId };
    const { presentedAt, id: presentationId } = await database().agreementPresentation.create({
      data: { ...mine, agreementVersionId, textSha256, sealed, presentedAt: wrong },
    });
    await isNow(presentedAt);
    const auditEventId = await recordEvent(database(), { kind: "agreement.signed", actorId: null });
    const again = await database().signature.create({
      data: {
        ...{ ...mine, agreementVersionId, presentationId, supersedesId: signed.id, auditEventId },
        ...{ textSha256, sealed, authenticatedAt, signedAt: wrong },
      },
    });
    await isNow(again.signedAt);
    const acknowledgement = await database().acknowledgement.create({
      data: { ...mine, agreementVersionId, signatureId: again.id, acknowledgedAt: wrong },
    });
    await isNow(acknowledgement.acknowledgedAt);
    const download = await database().download.create({
      data: { ...mine, id: newDownloadId(), archive: true, sealed, createdAt: wrong },
    });
    await isNow(download.createdAt);
    const session = await database().session.create({
      data: {
        ...{ personId: viewer.personId, tokenHash: sha256(newToken()), expiresAt: now() },
        authenticatedAt: new Date("2031-01-01"),
      },
    });
    await isNow(session.authenticatedAt);
  });
});

test("what was presented, agreed to and by whom is kept word for word", async () => {
  const pack = await makePack(nda());
  const { id: accountId, legalName } = await makeAccount();
  const viewer = await signatoryOf(accountId);
  const presentationId = await present(pack, viewer, { name: "Zażółć Gęślą", title: "Jaźń & Co" });
  const shown = await readPresentation(viewer, presentationId, now());
  const input = { presentationId, consent: "yes", authority: "yes" } as const;
  const signature = await readSignature(await signAgreement(database(), pack, viewer, input, browser, now()));
  expect(signature?.evidence).toMatchObject({
    ...{ text: shown?.text, name: "Zażółć Gęślą", title: "Jaźń & Co", registeredName: legalName, email: viewer.email },
    ...browser,
  });
  expect(signature?.textSha256).toBe(shown?.textSha256);
  expect(signature?.evidence?.consent).toContain("I agree that this electronic signature has the effect");
});
