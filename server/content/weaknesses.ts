/** What MITRE calls a weakness: CWE 4.17, the list by which CSAF readers check a document (CSAF 2.0 §6.1.11). */
import { weaknesses } from "@secvisogram/csaf-validator-lib/cwe.js";
import { z } from "zod";

export interface Weakness {
  readonly id: string;
  readonly name: string;
}

const byId = new Map<string, Weakness>(weaknesses.map(({ id, name }) => [id, { id, name }]));

const WeaknessId = z.string().regex(/^CWE-[1-9]\d*$/, "an id is written like CWE-79");

/** Written as its id alone, so that no name can be another than MITRE's. */
export const KnownWeakness = WeaknessId.transform((id, context): Weakness => {
  const found = byId.get(id);
  if (found !== undefined) return found;
  context.addIssue({
    ...{ code: "custom", message: `CWE 4.17 has no weakness ${id}.` },
    params: { mend: "Write the id of a weakness; a category or a view is none." },
  });
  return z.NEVER;
});
