/** A database whose clock the test sets ahead, spoken to in plain SQL with the application's own role. */
import pg from "pg";
import { makeAccount, makeStaff, randomWord } from "@/prisma/factories";
import { setAhead } from "@/scripts/demo-time/ahead";
import { loadPack } from "@/server/content/load-pack";
import { database } from "@/server/platform/database";
import { takeEffect } from "@/server/subprocessors/changes/take-effect";
import { importRegister } from "@/server/subprocessors/register-import";

export class ClockBench {
  readonly accounts: string[] = [];
  private constructor(
    readonly application: pg.Client,
    readonly owner: pg.Client,
    readonly author: string,
    readonly approver: string,
    readonly publisher: string,
  ) {}

  /** @param addresses of a database that is the test file's own */
  static async start(addresses: { ownerUrl: string; applicationUrl: string }, accounts = 2): Promise<ClockBench> {
    const clients = [new pg.Client(addresses.applicationUrl), new pg.Client(addresses.ownerUrl)] as const;
    for (const client of clients) {
      // Whoever stops the database early says why himself.
      client.on("error", () => {});
      await client.connect();
    }
    const deployment = { id: 1, keyCheck: "test", demo: true };
    await database().deployment.upsert({ where: { id: 1 }, create: deployment, update: {} });
    const [author, approver] = [await makeStaff(["trust_manager"]), await makeStaff(["dpo"])];
    const pack = { ...(await loadPack("content", "alai")), name: "test-publisher" };
    await importRegister(database(), pack);
    const bench = new ClockBench(...clients, author.personId, approver.personId, pack.name);
    for (let made = 0; made < accounts; made++) bench.accounts.push((await makeAccount()).id);
    return bench;
  }

  async stop(): Promise<void> {
    await Promise.all([this.application.end(), this.owner.end()]);
  }

  /** @param text of one statement with one row of one column, named `value` */
  async value<Value>(text: string, parameters: readonly unknown[] = []): Promise<Value | undefined> {
    const { rows } = await this.application.query<{ value: Value }>(text, [...parameters]);
    return rows[0]?.value;
  }

  async run(text: string, ...parameters: readonly unknown[]): Promise<void> {
    await this.application.query(text, [...parameters]);
  }

  /** @param seconds more than now */
  async pass(seconds: number): Promise<void> {
    await setAhead(this.owner, seconds);
  }

  async now(): Promise<Date> {
    return (await this.value<Date>("SELECT product_now() AS value")) ?? new Date(Number.NaN);
  }

  /** An addition, unless it is said to be something else. @returns its id */
  async propose(given: Readonly<Record<string, unknown>> = {}): Promise<string> {
    const row = {
      ...{ kind: "addition", publisher: this.publisher, slug: `s-${randomWord()}`, name: "Newcomer Inc." },
      ...{ reasons: "r", assessment: "a", alternatives: "none", waits: false, noticeDays: 30, authorId: this.author },
      ...given,
    };
    const names = Object.keys(row);
    const id = await this.value<string>(
      `INSERT INTO "SubProcessorChange" (id, ${names.map((name) => `"${name}"`).join(", ")})
       VALUES (gen_random_uuid(), ${names.map((_, index) => `$${index + 1}`).join(", ")}) RETURNING id AS value`,
      Object.values(row),
    );
    if (id === undefined) throw new Error("no change was made");
    return id;
  }

  approve(change: string, by = this.approver): Promise<void> {
    return this.run(
      `UPDATE "SubProcessorChange" SET state = 'approved', "approvedById" = $2 WHERE id = $1`,
      change,
      by,
    );
  }

  move(change: string, state: string): Promise<void> {
    return this.run(`UPDATE "SubProcessorChange" SET state = $2::"ChangeState" WHERE id = $1`, change, state);
  }

  withdraw(change: string, reason = "No longer needed"): Promise<void> {
    return this.run(
      `UPDATE "SubProcessorChange" SET state = 'withdrawn', "withdrawnById" = $2, "withdrawnReason" = $3 WHERE id = $1`,
      ...[change, this.author, reason],
    );
  }

  /** The notice that approving a change made. */
  async notice(change: string, kind = "change"): Promise<string> {
    const text = `SELECT id AS value FROM "Notice" WHERE "changeId" = $1 AND kind = $2::"NoticeKind"`;
    return (await this.value<string>(text, [change, kind])) ?? "00000000-0000-0000-0000-000000000000";
  }

  /** Writes the account's text and queues its first message. @returns the message's id */
  async list(change: string, account: string): Promise<string> {
    const message = await this.send(change, account);
    await this.prepare(change, account);
    return message;
  }

  async prepare(change: string, account: string): Promise<void> {
    await this.run(
      `UPDATE "AccountNotice" SET sealed = 'text'::bytea, relation = 'touches' WHERE "noticeId" = $1 AND "accountId" = $2`,
      ...[await this.notice(change), account],
    );
  }

  async send(change: string, account: string, replaces: string | null = null): Promise<string> {
    const id = await this.value<string>(
      `INSERT INTO "Delivery" (id, "noticeId", "accountId", "replacesId", sealed, "messageId")
       VALUES (gen_random_uuid(), $1, $2, $3, ''::bytea, gen_random_uuid()::text) RETURNING id AS value`,
      [await this.notice(change), account, replaces],
    );
    if (id === undefined) throw new Error("no message was made");
    return id;
  }

  settle(delivery: string, state: string): Promise<void> {
    return this.run(`UPDATE "Delivery" SET state = $2::"DeliveryState" WHERE id = $1`, delivery, state);
  }

  async givenAt(change: string, account: string): Promise<Date | null> {
    const text = `SELECT "givenAt" AS value FROM "AccountNotice" WHERE "noticeId" = $1 AND "accountId" = $2`;
    return (await this.value<Date | null>(text, [await this.notice(change), account])) ?? null;
  }

  async ownTime(change: string, account: string): Promise<Date | null> {
    return (await this.value<Date | null>("SELECT account_effective_at($1, $2) AS value", [change, account])) ?? null;
  }

  async effectiveAt(change: string): Promise<Date | null> {
    const text = `SELECT "effectiveAt" AS value FROM "SubProcessorChange" WHERE id = $1`;
    return (await this.value<Date | null>(text, [change])) ?? null;
  }

  /** Changes and accounts of an earlier test would have to be told too: nothing is under way, and no account is active. */
  async clear(): Promise<void> {
    await takeEffect(database());
    const underWay = await database().subProcessorChange.findMany({
      where: { state: { in: ["approved", "noticed"] } },
    });
    for (const { id } of underWay) await this.withdraw(id);
    await this.run(`UPDATE "Account" SET "closedAt" = product_now() WHERE "closedAt" IS NULL`);
  }

  /** Approved, told to everybody, settled. @returns its id */
  async noticed(given: Readonly<Record<string, unknown>> = {}): Promise<string> {
    const change = await this.propose(given);
    await this.approve(change);
    await this.tellEverybody(change);
    return change;
  }

  async tellEverybody(change: string): Promise<void> {
    for (const account of this.accounts) await this.settle(await this.list(change, account), "accepted");
    await this.move(change, "noticed");
  }
}
