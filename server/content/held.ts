/** The entry of that very name: names come from pages and addresses, and `constructor` is no entry. */
export function held<Value>(entries: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(entries, name) ? entries[name] : undefined;
}
