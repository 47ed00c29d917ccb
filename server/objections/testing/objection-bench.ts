/** Objections in plain SQL with the application's own role, on a database whose clock the test sets ahead. */
import { makeContact, randomWord } from "@/prisma/factories";
import type { ClockBench } from "@/server/subprocessors/testing/clock-bench";

export class ObjectionBench {
  private constructor(
    readonly clock: ClockBench,
    /** A privacy contact of each account of the clock's bench, in its order: membership ids. */
    readonly speakers: readonly string[],
  ) {}

  static async start(clock: ClockBench): Promise<ObjectionBench> {
    const speakers: string[] = [];
    for (const accountId of clock.accounts) speakers.push((await makeContact(["privacy"], { accountId })).membershipId);
    return new ObjectionBench(clock, speakers);
  }

  /** @returns the account's place and its privacy contact's */
  place(index: number): { readonly account: string; readonly speaker: string } {
    return { account: this.clock.accounts[index] ?? "", speaker: this.speakers[index] ?? "" };
  }

  /** @returns its id */
  async file(change: string, index: number, given: Readonly<Record<string, unknown>> = {}): Promise<string> {
    const { account, speaker } = this.place(index);
    const row = {
      ...{ changeId: change, accountId: account, filedById: speaker, reference: reference() },
      ...{ ground: "security", mitigation: "exclude", orderFormIds: "{}", sealed: Buffer.from("why") },
      ...given,
    };
    return this.#insert("Objection", row);
  }

  /** @returns the entry's id */
  async enter(objection: string, kind: string, given: Readonly<Record<string, unknown>> = {}): Promise<string> {
    return this.#insert("ObjectionEntry", { objectionId: objection, kind, ...given });
  }

  async #insert(table: string, row: Readonly<Record<string, unknown>>): Promise<string> {
    const names = Object.keys(row);
    const id = await this.clock.value<string>(
      `INSERT INTO "${table}" (id, ${names.map((name) => `"${name}"`).join(", ")})
       VALUES (gen_random_uuid(), ${names.map((_, place) => `$${place + 1}`).join(", ")}) RETURNING id AS value`,
      Object.values(row),
    );
    if (id === undefined) throw new Error("nothing was inserted");
    return id;
  }

  /** A day that lies ahead on the database's own clock. */
  async ahead(days = 7): Promise<Date> {
    return new Date((await this.clock.now()).getTime() + days * 86_400_000);
  }

  acknowledge = async (objection: string) => this.enter(objection, "acknowledgement", { replyBy: await this.ahead() });

  propose = async (objection: string, mitigation = "exclude") =>
    this.enter(objection, "proposal", {
      ...{ staffId: this.clock.approver, mitigation, sealed: Buffer.from("we could"), replyBy: await this.ahead() },
    });

  accept = (objection: string, proposal: string, index: number) =>
    this.enter(objection, "acceptance", { membershipId: this.speakers[index], answersId: proposal });

  decline = async (objection: string, proposal: string, index: number) =>
    this.enter(objection, "decline", {
      ...{ membershipId: this.speakers[index], answersId: proposal },
      ...{ sealed: Buffer.from("not enough"), replyBy: await this.ahead() },
    });

  withdraw = (objection: string, index: number) =>
    this.enter(objection, "withdrawal", { membershipId: this.speakers[index] });

  close = (objection: string) =>
    this.enter(objection, "unresolved", { staffId: this.clock.approver, sealed: Buffer.from("no way") });

  state = (objection: string) =>
    this.clock.value<string>(`SELECT state::text AS value FROM "Objection" WHERE id = $1`, [objection]);

  /** Decisions on the account's holds by objection, oldest first; null: open. */
  async holds(change: string, account: string): Promise<(string | null)[]> {
    const { rows } = await this.clock.application.query<{ decision: string | null }>(
      `SELECT decision::text FROM "Hold" WHERE "changeId" = $1 AND "accountId" = $2 AND reason = 'objection' ORDER BY "createdAt", id`,
      [change, account],
    );
    return rows.map(({ decision }) => decision);
  }

  decide(change: string, account: string, decision: string, by = this.clock.approver): Promise<void> {
    return this.clock.run(
      `UPDATE "Hold" SET decision = $3::"HoldDecision", "decidedById" = $4, sealed = 'why'::bytea
       WHERE "changeId" = $1 AND "accountId" = $2 AND decision IS NULL`,
      ...[change, account, decision, by],
    );
  }
}

/** In the form that the table wants. */
function reference(): string {
  const letters = `${randomWord()}${randomWord()}`.toUpperCase();
  return `OB-${letters.slice(0, 4)}-${letters.slice(4, 8)}`;
}
