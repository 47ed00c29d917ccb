/** The pack being served: loaded again when a file of it changed, looked at no more than once a second. */

import { packFingerprint } from "@/server/content/fingerprint";
import { loadPack } from "@/server/content/load-pack";
import type { Pack } from "@/server/content/pack";
import { ContentProblems } from "@/server/content/problems";
import { now, seconds } from "@/server/platform/clock";
import { isDemonstration } from "@/server/platform/demonstration";
import { settings } from "@/server/platform/env";
import { log } from "@/server/platform/log";
import { processWide } from "@/server/platform/process-wide";

interface Served {
  pack: Pack;
  lookedAt: number;
  /** Of the files as last seen, good or bad. */
  fingerprint: string;
}

const state = processWide("pack", (): { served?: Promise<Served> } => ({}));

/** @throws ContentProblems where the pack was never good; later mistakes are logged, and what was good stays served */
export async function currentPack(): Promise<Pack> {
  state.served ??= first().catch((error: unknown) => {
    state.served = undefined;
    throw error;
  });
  const served = await state.served;
  if (now().getTime() - served.lookedAt > seconds) {
    served.lookedAt = now().getTime();
    await refresh(served);
  }
  return served.pack;
}

async function first(): Promise<Served> {
  const { contentDir, publisher } = settings();
  const pack = await loadPack(contentDir, publisher, { demonstration: await isDemonstration() });
  return { pack, fingerprint: pack.fingerprint, lookedAt: now().getTime() };
}

async function refresh(served: Served): Promise<void> {
  const { contentDir, publisher } = settings();
  try {
    const demonstration = await isDemonstration();
    const seen = await packFingerprint(contentDir, publisher, demonstration);
    if (seen === served.fingerprint) return;
    served.fingerprint = seen;
    served.pack = await loadPack(contentDir, publisher, { demonstration });
    log("info", "content.loaded", { publisher });
  } catch (error) {
    if (!(error instanceof ContentProblems)) throw error;
    log("error", "content.refused", { publisher, problems: error.message });
  }
}
