import { z } from "zod";
import { defineJob } from "@/server/jobs/queue";

/** Writes and sends what a step of a change is to be told to customers: added by the step's own transaction. */
export const announceJob = defineJob("carry-notices", z.unknown());
