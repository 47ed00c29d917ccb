/**
 * The outbox: a job is inserted by the transaction of the change that causes it, so it runs if and only if the change
 * was committed. It may run more than once after a crash: handlers are written for that.
 */
import type { z } from "zod";
import type { Transaction } from "@/server/platform/database";

export interface Job<Payload> {
  readonly name: string;
  readonly payload: z.ZodType<Payload>;
}

export const defineJob = <Payload>(name: string, payload: z.ZodType<Payload>): Job<Payload> => ({ name, payload });

/** @param key jobs with the same key that have not started yet are one job */
export async function addJob<Payload>(
  transaction: Transaction,
  job: Job<Payload>,
  payload: Payload,
  key?: string,
): Promise<void> {
  const json = JSON.stringify(job.payload.parse(payload));
  await transaction.$queryRaw`SELECT 1 AS added FROM graphile_worker.add_job(${job.name}, ${json}::json, job_key => ${key ?? null}::text)`;
}
