/** A publisher of its own with one advisory of each circle, made of one that the demonstration has. */
import { makePack, nda } from "@/prisma/factories";
import type { Advisory } from "@/server/content/advisories";
import type { Tlp } from "@/server/content/advisory-schema";
import { loadPack } from "@/server/content/load-pack";
import type { Pack } from "@/server/content/pack";
import { days, later, now } from "@/server/platform/clock";

export const circles = {
  clear: "TEST-2026-C1EAR1",
  green: "TEST-2026-GREEN1",
  amber: "TEST-2026-AMBER1",
  strict: "TEST-2026-STR1CT",
  lifts: "TEST-2026-11FTS1",
  held: "TEST-2026-HE1D01",
  coming: "TEST-2026-C0M1NG",
} as const;

export async function packOfCircles(at = now()): Promise<Pack> {
  const demo = await loadPack("content", "alphagen", { demonstration: true });
  const model = demo.advisories.find(({ meta }) => meta.kind === "advisory");
  if (model === undefined) throw new Error("the demonstration has no advisory");
  const one = (id: string, tlp: Tlp, embargoUntil: Date | null = null, first = later(at, -days)): Advisory => ({
    ...model,
    earlier: [],
    meta: {
      ...{ ...model.meta, id, tlp, embargoUntil, title: `Demonstration: ${id}` },
      revisions: [{ number: 1, at: first, summary: "First.", changes: ["text"] }],
    },
  });
  const advisories = [
    one(circles.clear, "CLEAR"),
    one(circles.green, "GREEN"),
    one(circles.amber, "AMBER"),
    one(circles.strict, "AMBER+STRICT"),
    one(circles.lifts, "AMBER", later(at, days)),
    one(circles.held, "CLEAR", later(at, days)),
    one(circles.coming, "GREEN", null, later(at, days)),
  ];
  return { ...(await makePack(nda())), advisories };
}
