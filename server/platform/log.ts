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
  // What stands before the trace is the message, whose own lines can look like those of the trace.
  const trace = error.stack?.slice(error.stack.lastIndexOf(error.message) + error.message.length);
  const place = trace?.split("\n").find((line) => /^\s+at .*:\d+:\d+\)?$/.test(line));
  return { error: error.name, code, place: place?.trim() };
}
