/** The last measured results, as `npm run audit:site` wrote them down. */
import { readFile } from "node:fs/promises";
import { z } from "zod";
import { errorFields, log } from "@/server/platform/log";

export const Measurement = z.object({
  measuredAt: z.iso.datetime(),
  tools: z.array(z.object({ name: z.string().min(1), version: z.string().min(1) })).min(1),
  /** How many pages were looked at. */
  pages: z.int().nonnegative(),
  findings: z.int().nonnegative(),
  /** What no tool can tell, or was left out. */
  notMeasured: z.array(z.string().min(1)),
});
export type Measurement = z.infer<typeof Measurement>;

/** Comes with the program, like its pages: start is from the folder of the checkout. */
const file = "docs/measurements/accessibility.json";

/** Null where nothing was measured, or what was written down cannot be read. */
export async function lastMeasurement(from = file): Promise<Measurement | null> {
  try {
    return Measurement.parse(JSON.parse(await readFile(from, "utf8")));
  } catch (error) {
    const absent = error instanceof Error && "code" in error && error.code === "ENOENT";
    if (!absent) log("error", "accessibility.measurement-unreadable", errorFields(error));
    return null;
  }
}
