/**
 * Who may see an advisory at a moment. Pure: the file says how far it may go and until when it is held back, and the
 * clock decides the rest, so publication needs no rebuild.
 */
import type { AdvisoryMeta, Tlp } from "@/server/content/advisory-schema";

/** `signed`: every account that has signed. `named`: the accounts chosen for it at the desk. */
export type Audience = "nobody" | "named" | "signed" | "public";

const restricted: Record<Exclude<Tlp, "CLEAR">, Audience> = {
  GREEN: "signed",
  AMBER: "named",
  "AMBER+STRICT": "named",
};

type Held = Pick<AdvisoryMeta, "tlp" | "embargoUntil" | "revisions">;

/** What goes for it at this moment: an embargo that is over has made it public. */
export function tlpAt({ tlp, embargoUntil }: Held, at: Date): Tlp {
  return embargoUntil !== null && embargoUntil <= at ? "CLEAR" : tlp;
}

/** An advisory that is to be public is for nobody before its embargo is over; a restricted one keeps its own circle until then. */
export function audienceOf(meta: Held, at: Date): Audience {
  const [first] = meta.revisions;
  if (first === undefined || first.at > at) return "nobody";
  if (meta.tlp === "CLEAR") return meta.embargoUntil === null || meta.embargoUntil <= at ? "public" : "nobody";
  const now = tlpAt(meta, at);
  return now === "CLEAR" ? "public" : restricted[now];
}

/** Accounts are chosen for it, also before its first revision. */
export function isForNamed(meta: Held, at: Date): boolean {
  const now = tlpAt(meta, at);
  return now !== "CLEAR" && restricted[now] === "named";
}

export interface Reader {
  /** The account has signed, and the contact has read what was signed. */
  readonly ready: boolean;
  /** The account was chosen for this advisory. */
  readonly named: boolean;
}

/** A choice for an advisory opens nothing to who has not signed. */
export function isShownTo(audience: Audience, { ready, named }: Reader): boolean {
  const shown: Record<Audience, boolean> = { nobody: false, named: ready && named, signed: ready, public: true };
  return shown[audience];
}

/** When it became public, or will by its file; null where it does not. */
export function publicSince({ tlp, embargoUntil, revisions }: Held): Date | null {
  const [first] = revisions;
  if (first === undefined || (tlp !== "CLEAR" && embargoUntil === null)) return null;
  return embargoUntil !== null && embargoUntil > first.at ? embargoUntil : first.at;
}
