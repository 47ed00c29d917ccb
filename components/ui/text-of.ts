import { isValidElement, type ReactNode } from "react";

/**
 * The words of a React tree without its markup: a table's column label, a heading's name. A component of another's making
 * gives only its children's words, because it is not run.
 */
export function textOf(node: ReactNode): string {
  if (typeof node === "string" || typeof node === "number" || typeof node === "bigint") return String(node);
  if (Array.isArray(node)) return node.map(textOf).join("");
  if (isValidElement<{ children?: ReactNode }>(node)) return textOf(node.props.children);
  return "";
}
