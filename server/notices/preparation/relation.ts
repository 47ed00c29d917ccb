/**
 * How a change concerns an account, by what its order forms say. Pure. It decides the wording of the notice alone: every
 * account is told, whatever comes out here. Where something is not said plainly, the change touches: who is told too much
 * loses nothing, and who is told "this does not touch you" may not read on.
 */
import type { NoticeRelation } from "@/server/platform/generated/prisma/enums";
import type { ChangeKind } from "@/server/subprocessors/changes/lifecycle";

interface Entry {
  /** The slug of the register. */
  readonly id: string;
  /** Where it processes; null where the publisher does not state it. */
  readonly location: string | null;
}

export interface ConcerningChange {
  readonly kind: ChangeKind;
  readonly previous: Entry | null;
  readonly entry: Entry | null;
}

export interface OrderedTerms {
  readonly reference: string;
  readonly regions: readonly string[];
  readonly restricted: boolean;
  /** Slugs of the register; they count where the form is restricted. */
  readonly approvedSubProcessors: readonly string[];
}

export interface Concern {
  readonly relation: NoticeRelation;
  /** Each order form, as given. */
  readonly orderForms: readonly { readonly reference: string; readonly relation: NoticeRelation }[];
}

const strongest = ["touches", "stays_excluded", "does_not_touch"] as const satisfies readonly NoticeRelation[];

/**
 * The account as its most concerned order form. Without any order form the change touches: what such an account uses is
 * known to nobody here, so it gets the wording that asks it to read.
 * @param regions of the publisher, by name
 */
export function concernOf(
  change: ConcerningChange,
  forms: readonly OrderedTerms[],
  regions: readonly string[],
): Concern {
  const orderForms = forms.map((form) => ({
    reference: form.reference,
    relation: relationOf(change, form, regions),
  }));
  const relation = strongest.find((each) => orderForms.some((form) => form.relation === each)) ?? "touches";
  return { relation, orderForms };
}

export function relationOf(change: ConcerningChange, form: OrderedTerms, regions: readonly string[]): NoticeRelation {
  const approved = (entry: Entry | null) =>
    entry !== null && (!form.restricted || form.approvedSubProcessors.includes(entry.id));
  const { kind, previous, entry } = change;
  // Who is not approved is not used: its going changes nothing, and its coming or changing leaves it excluded. A newcomer
  // that displaces an approved one takes something away.
  if (kind === "removal" && !approved(previous)) return "does_not_touch";
  if (kind !== "removal" && !approved(entry) && !(kind === "replacement" && approved(previous)))
    return "stays_excluded";
  const elsewhere = [previous, entry].every((each) => each === null || isElsewhere(each.location, form, regions));
  return elsewhere ? "does_not_touch" : "touches";
}

/**
 * The location is a list of the publisher's regions and nothing else, and the order form has none of them. "EU (support
 * from India)" or "Global" may reach anybody.
 */
function isElsewhere(location: string | null, form: OrderedTerms, regions: readonly string[]): boolean {
  if (location === null || form.regions.length === 0) return false;
  const named = location.split(/[,;/&+\n]|\s(?:and|og)\s/u).map(folded);
  const known = regions.map(folded);
  const ordered = form.regions.map(folded);
  return named.every((part) => known.includes(part) && !ordered.includes(part));
}

const folded = (name: string): string => name.normalize("NFKC").trim().toLowerCase();
