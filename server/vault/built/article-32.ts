/** The points of Article 32 GDPR (the UK GDPR has the same) that measures are read against, in the Regulation's order. */
export const article32Points: readonly (readonly [point: string, asks: string])[] = [
  ["1", "Appropriate measures to ensure a level of security appropriate to the risk"],
  ["1(a)", "Pseudonymisation and encryption of personal data"],
  ["1(b)", "Ongoing confidentiality, integrity, availability and resilience of processing systems and services"],
  ["1(c)", "Restoring availability of and access to personal data in a timely manner after an incident"],
  ["1(d)", "Regularly testing, assessing and evaluating the effectiveness of the measures"],
  ["2", "Taking account of the risks that processing presents"],
  ["4", "Persons with access to personal data process it only on instructions"],
];

/** `1(b)` as Art. 32(1)(b). */
export function article32InWords(point: string): string {
  return `Art. 32(${point.charAt(0)})${point.slice(1)}`;
}
