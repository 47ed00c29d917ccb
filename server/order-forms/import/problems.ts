/** What can be wrong with a file of order forms. Each kind has a sentence of what it is and one of how to mend it. */
import type { ColumnName } from "@/server/order-forms/import/columns";

export type ProblemKind =
  | "accountAmbiguous"
  | "accountMissing"
  | "accountUnknown"
  | "address"
  | "addressTwice"
  | "cells"
  | "columnMissing"
  | "columnTwice"
  | "columnUnknown"
  | "contactName"
  | "contactsTooMany"
  | "empty"
  | "ended"
  | "encoding"
  | "formula"
  | "headings"
  | "quote"
  | "reference"
  | "referenceCase"
  | "referenceElsewhere"
  | "referenceTwice"
  | "region"
  | "regionMissing"
  | "regionsNone"
  | "rows"
  | "services"
  | "subProcessor"
  | "workbook";

export interface ImportProblem {
  /** Of the file as an editor counts them, from 1; null where it is the whole file. */
  readonly line: number | null;
  readonly column: ColumnName | null;
  readonly kind: ProblemKind;
  /** What the sentences name; long values are cut. */
  readonly values: Readonly<Record<string, string | number>>;
}

const longest = 80;

export function cut(text: string): string {
  const characters = [...text];
  return characters.length <= longest ? text : `${characters.slice(0, longest).join("")}…`;
}
