import { PrismaPg } from "@prisma/adapter-pg";
import { settings } from "@/server/platform/env";
import { Prisma, PrismaClient } from "@/server/platform/generated/prisma/client";
import { processWide } from "@/server/platform/process-wide";

export type Database = PrismaClient;
/** A transaction, or the database itself where one statement is enough. */
export type Transaction = Prisma.TransactionClient;

/** One pool a process. */
export const database = (): Database =>
  processWide("database", () => {
    const connectionString = settings().databaseUrl;
    if (connectionString === undefined) throw new Error("DATABASE_URL is not set: start the product with npm start.");
    return new PrismaClient({
      adapter: new PrismaPg({ connectionString, max: 12 }),
      // Milliseconds: a busy machine may need more than the library's five seconds.
      transactionOptions: { maxWait: 15_000, timeout: 30_000 },
    });
  });

/** A row with this key is there already. */
export function isDuplicate(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
}

/** Prisma wants plain buffers for bytea. */
export function bytes(data: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(data);
}

/** The database's own clock, by which it stamps evidence: whatever the machine's says. */
export async function databaseTime(transaction: Transaction): Promise<Date> {
  const [row] = await transaction.$queryRaw<{ at: Date }[]>`SELECT product_now() AS at`;
  if (row === undefined) throw new Error("the database gave no time");
  return row.at;
}
