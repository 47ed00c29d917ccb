/** @returns null for the whole file; `end` is exclusive. One range alone is served: a list of ranges gets the whole (RFC 9110 §14.2 allows it). */
export function parseRange(
  header: string | undefined,
  bytes: number,
): { start: number; end: number } | null | "unsatisfiable" {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? "");
  const [, from = "", to = ""] = match ?? [];
  if (match === null || (from === "" && to === "")) return null;
  if (from === "") {
    const length = Math.min(Number(to), bytes);
    return length === 0 ? "unsatisfiable" : { start: bytes - length, end: bytes };
  }
  const start = Number(from);
  const end = to === "" ? bytes : Math.min(Number(to) + 1, bytes);
  if (start >= bytes) return "unsatisfiable";
  return end <= start ? null : { start, end };
}
