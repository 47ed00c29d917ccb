/**
 * Logs are JSON lines on standard error. They hold no e-mail address, name or token: fields are ids, kinds and
 * numbers, and the text of an error is kept only in so far as it is one of ours.
 */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

export function log(level: "info" | "warning" | "error", event: string, fields: LogFields = {}): void {
  process.stderr.write(`${JSON.stringify({ level, event, ...fields })}\n`);
}

/** What may be said of an error in a log: its name and code. Messages can quote what a person typed. */
export function errorFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  const place = error.stack?.split("\n").find((line) => line.trimStart().startsWith("at "));
  return { error: error.name, code, place: place?.trim() };
}
