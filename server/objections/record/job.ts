import { z } from "zod";
import { defineJob } from "@/server/jobs/queue";

export const sealOutcomeJob = defineJob("seal-objection-outcome", z.object({ objectionId: z.uuid() }));
