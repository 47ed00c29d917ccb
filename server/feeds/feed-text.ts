/**
 * Text that every format can hold and every reader shows as it was meant: no character that XML 1.0 §2.2 forbids or
 * discourages, no half of a surrogate pair, one kind of line end, and no control of the writing direction, with which a
 * name could be made to read as another.
 */
export function feedText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|\u0085|\u2028|\u2029/g, "\n")
    .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "")
    .replace(/[^\P{Cc}\t\n]|\p{Noncharacter_Code_Point}/gu, "");
}
