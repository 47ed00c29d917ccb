/** Why files of an objection were not taken, as the page's address names it. */
export const fileProblems = ["broken", "none", "empty", "too-large", "too-many", "no-room", "moved"] as const;
export type FileProblem = (typeof fileProblems)[number];

export const isFileProblem = (word: string): word is FileProblem => fileProblems.some((each) => each === word);
