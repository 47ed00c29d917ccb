/** The reference for the audit log: a table of the same columns in the same database, without encryption, hash or guard. */
import { randomUUID } from "node:crypto";
import pg from "pg";

export class PlainRows {
  private constructor(
    readonly pool: pg.Pool,
    readonly payload: Buffer,
    readonly record: Buffer,
  ) {}

  get recordBytes(): number {
    return this.record.length;
  }

  /** Takes the sizes from an event that is there already. @param url the owner's: the application's role makes no tables */
  static async open(url: string, connections: number): Promise<PlainRows> {
    const pool = new pg.Pool({ connectionString: url, max: connections });
    const { rows } = await pool.query<{ payload: Buffer; record: Buffer }>(
      `SELECT payload, record FROM "AuditEvent" WHERE kind = 'download' ORDER BY sequence DESC LIMIT 1`,
    );
    const [sample] = rows;
    if (sample === undefined) throw new Error("there is no event to take sizes from");
    await pool.query(`CREATE TABLE bench_plain (id uuid PRIMARY KEY, sequence bigint GENERATED ALWAYS AS IDENTITY,
      at timestamptz NOT NULL, kind text NOT NULL, actor uuid, account uuid, subject uuid, data_key uuid, payload bytea NOT NULL, record bytea NOT NULL)`);
    return new PlainRows(pool, sample.payload, sample.record);
  }

  async insertOne(): Promise<void> {
    await this.pool.query(
      `INSERT INTO bench_plain (id, at, kind, actor, account, subject, data_key, payload, record)
       VALUES ($1, now(), 'download', $2, $3, $4, $5, $6, $7)`,
      [randomUUID(), randomUUID(), randomUUID(), randomUUID(), randomUUID(), this.payload, this.record],
    );
  }

  async insertMany(rows: number, batch: number): Promise<void> {
    for (let done = 0; done < rows; done += batch)
      await this.pool.query(
        `INSERT INTO bench_plain (id, at, kind, actor, account, subject, data_key, payload, record)
         SELECT gen_random_uuid(), now(), 'download', gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), $1, $2
         FROM generate_series(1, $3)`,
        [this.payload, this.record, Math.min(batch, rows - done)],
      );
  }

  /** Real events, written in bulk, for the chain to take up. */
  async appendEvents(events: number): Promise<void> {
    await this.pool.query(
      `SELECT count(audit_append(gen_random_uuid(), 'download', gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), $1))
       FROM generate_series(1, $2)`,
      [this.payload, events],
    );
  }

  async close(): Promise<void> {
    await this.pool.query("DROP TABLE IF EXISTS bench_plain");
    await this.pool.end();
  }
}
