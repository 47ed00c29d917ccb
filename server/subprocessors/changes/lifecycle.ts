/** The life of a change of the register. The database enforces the same (migration change_clock); this is how it is told. */
export const changeStates = ["draft", "approved", "noticed", "effective", "withdrawn"] as const;
export type ChangeState = (typeof changeStates)[number];

export const changeKinds = ["addition", "replacement", "amendment", "removal"] as const;
export type ChangeKind = (typeof changeKinds)[number];

export const transitions = {
  draft: ["approved", "withdrawn"],
  approved: ["noticed", "withdrawn"],
  noticed: ["effective", "withdrawn"],
  effective: [],
  withdrawn: [],
} as const satisfies Record<ChangeState, readonly ChangeState[]>;

export const mayFollow = (from: ChangeState, to: ChangeState): boolean =>
  transitions[from].some((state: ChangeState) => state === to);

export const isChangeState = (text: unknown): text is ChangeState => changeStates.some((state) => state === text);
export const isChangeKind = (text: unknown): text is ChangeKind => changeKinds.some((kind) => kind === text);

/** A change that brings nobody new is of an entry in force; a replacement is of the one that it displaces. */
export const hasTarget = (kind: ChangeKind): boolean => kind !== "addition";
export const bringsNewcomer = (kind: ChangeKind): boolean => kind === "addition" || kind === "replacement";

interface Timed {
  readonly state: ChangeState;
  readonly effectiveAt: Date | null;
}

/** A change whose time has come is in effect, also in the minute before the job has written it down. */
export function standingAt({ state, effectiveAt }: Timed, at: Date): ChangeState {
  return state === "noticed" && effectiveAt !== null && effectiveAt <= at ? "effective" : state;
}
