/** Whether this deployment is a demonstration: its database was set up as one, and DEMO does not say otherwise. */
import { database } from "@/server/platform/database";
import { settings } from "@/server/platform/env";
import { processWide } from "@/server/platform/process-wide";

const state = processWide("demonstration", (): { known?: boolean } => ({}));

export async function isDemonstration(): Promise<boolean> {
  const { databaseUrl, demo } = settings();
  if (databaseUrl === undefined || demo === false) return false;
  // Without the row the deployment is not set up yet, and the next caller looks again.
  state.known ??= (await database().deployment.findUnique({ where: { id: 1 }, select: { demo: true } }))?.demo;
  return state.known ?? false;
}
