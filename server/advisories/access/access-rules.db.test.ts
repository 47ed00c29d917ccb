/** What the database itself holds of grants and feed addresses, whoever asks it with the application's role. */
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeAccount, makeContact, makeStaff } from "@/prisma/factories";
import { useOwnDatabase } from "@/scripts/integration-database";
import { newId, newToken, sha256 } from "@/server/platform/ids";

beforeAll(() => useOwnDatabase());

let client: pg.Client;
beforeAll(async () => {
  client = new pg.Client(process.env.DATABASE_URL);
  await client.connect();
});
afterAll(() => client.end());

const run = (text: string, ...parameters: readonly unknown[]) => client.query(text, [...parameters]);
const trustManager = async () => (await makeStaff(["trust_manager"])).personId;

interface Grant {
  readonly account?: string;
  readonly by?: string;
  readonly advisory?: string;
}

async function grant({ account, by, advisory = "AGSA-2026-C5R1VJ" }: Grant = {}): Promise<string> {
  const id = newId();
  await run(
    `INSERT INTO "AdvisoryGrant" (id, publisher, "advisoryId", "accountId", "grantedById", "grantedAt", "endedById", "endedAt")
     VALUES ($1, 'test', $2, $3, $4, '2020-01-01', $4, '2020-01-02')`,
    ...[id, advisory, account ?? (await makeAccount()).id, by ?? (await trustManager())],
  );
  return id;
}
const row = async (table: string, id: string) => (await run(`SELECT * FROM "${table}" WHERE id = $1`, id)).rows[0];
const end = (id: string, by: string) => run(`UPDATE "AdvisoryGrant" SET "endedById" = $2 WHERE id = $1`, id, by);

describe("a grant", () => {
  test("is stamped by the database and begins open", async () => {
    const made = await row("AdvisoryGrant", await grant());
    expect(made).toMatchObject({ endedAt: null, endedById: null });
    expect(made.grantedAt.getFullYear()).toBeGreaterThan(2020);
  });

  test("is given and ended by a trust manager or the security staff alone", async () => {
    const contact = (await makeContact(["admin"])).personId;
    const others = await Promise.all((["dpo", "auditor", "on_call_manager"] as const).map((role) => makeStaff([role])));
    const open = await grant({ by: (await makeStaff(["security"])).personId });
    for (const by of [contact, ...others.map(({ personId }) => personId)]) {
      await expect(grant({ by })).rejects.toThrow("choose who is shown");
      await expect(end(open, by)).rejects.toThrow("choose who is shown");
    }
  });

  test("is open once an account and advisory, and may be given again after its end", async () => {
    const { id: account } = await makeAccount();
    const first = await grant({ account });
    await expect(grant({ account })).rejects.toThrow("one_open_grant");
    await grant({ account, advisory: "AGSA-2026-9H4TCX" });
    await end(first, await trustManager());
    await grant({ account });
  });

  test("ends once, by the database's clock, and is otherwise never changed or deleted", async () => {
    const [id, by] = [await grant(), await trustManager()];
    for (const column of ["publisher", `"advisoryId"`, `"accountId"`, `"grantedById"`, `"grantedAt"`, `"endedAt"`])
      await expect(run(`UPDATE "AdvisoryGrant" SET ${column} = ${column}`)).rejects.toThrow("permission denied");
    await expect(run(`DELETE FROM "AdvisoryGrant"`)).rejects.toThrow("permission denied");
    await expect(run(`TRUNCATE "AdvisoryGrant"`)).rejects.toThrow("permission denied");
    await end(id, by);
    expect((await row("AdvisoryGrant", id)).endedAt.getFullYear()).toBeGreaterThan(2020);
    await expect(end(id, by)).rejects.toThrow("ends once");
    await expect(run(`UPDATE "AdvisoryGrant" SET "endedById" = NULL WHERE id = $1`, id)).rejects.toThrow("ends once");
  });

  test("is for an open account and what can be an advisory's id", async () => {
    const closed = await makeAccount();
    await run(`UPDATE "Account" SET "closedAt" = now() WHERE id = $1`, closed.id);
    await expect(grant({ account: closed.id })).rejects.toThrow("account that is open");
    for (const advisory of ["", "AGSA-2026-0001", "agsa-2026-c5r1vj", "AGSA-2026-C5R1VJ\n"])
      await expect(grant({ advisory })).rejects.toThrow(/advisory/);
  });
});

async function feed(membership: string, hash: Uint8Array = sha256(newToken())): Promise<string> {
  const id = newId();
  await run(
    `INSERT INTO "FeedToken" (id, "membershipId", "tokenHash", "createdAt", "lastUsedAt", "revokedAt")
     VALUES ($1, $2, $3, '2020-01-01', '2020-01-01', '2020-01-01')`,
    ...[id, membership, Buffer.from(hash)],
  );
  return id;
}

describe("a feed address", () => {
  test("is stamped by the database and begins unused and live", async () => {
    const made = await row("FeedToken", await feed((await makeContact(["reviewer"])).membershipId));
    expect(made).toMatchObject({ lastUsedAt: null, revokedAt: null });
    expect(made.createdAt.getFullYear()).toBeGreaterThan(2020);
  });

  test("is for a live contact, keeps a whole hash, and no hash twice", async () => {
    const { membershipId } = await makeContact(["reviewer"]);
    const hash = sha256(newToken());
    await feed(membershipId, hash);
    await expect(feed(membershipId, hash)).rejects.toThrow("FeedToken_tokenHash_key");
    await expect(feed(membershipId, hash.slice(1))).rejects.toThrow("hash");
    await run(`UPDATE "Membership" SET "revokedAt" = now() WHERE id = $1`, membershipId);
    await expect(feed(membershipId)).rejects.toThrow("live contact");
  });

  test("is revoked once and never opens again, and belongs to nobody else", async () => {
    const id = await feed((await makeContact(["reviewer"])).membershipId);
    await run(`UPDATE "FeedToken" SET "lastUsedAt" = '2020-01-01' WHERE id = $1`, id);
    expect((await row("FeedToken", id)).lastUsedAt.getFullYear()).toBeGreaterThan(2020);
    await run(`UPDATE "FeedToken" SET "revokedAt" = '2020-01-01' WHERE id = $1`, id);
    expect((await row("FeedToken", id)).revokedAt.getFullYear()).toBeGreaterThan(2020);
    for (const change of [`"revokedAt" = NULL`, `"lastUsedAt" = now()`])
      await expect(run(`UPDATE "FeedToken" SET ${change} WHERE id = $1`, id)).rejects.toThrow("revoked once");
    for (const column of [`"membershipId"`, `"tokenHash"`, `"createdAt"`])
      await expect(run(`UPDATE "FeedToken" SET ${column} = ${column}`)).rejects.toThrow("permission denied");
    await expect(run(`DELETE FROM "FeedToken"`)).rejects.toThrow("permission denied");
  });
});
