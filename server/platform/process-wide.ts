/**
 * One value a process, whichever bundle asks first: the pages and the server in front of them are bundled apart and
 * share the process, its pools and its caches.
 *
 * @param name unique in the product
 */
export function processWide<Value>(name: string, make: () => Value): Value {
  const key = Symbol.for(`trust-centre/${name}`);
  const known: Value | undefined = Reflect.get(globalThis, key);
  if (known !== undefined) return known;
  const made = make();
  Reflect.set(globalThis, key, made);
  return made;
}
