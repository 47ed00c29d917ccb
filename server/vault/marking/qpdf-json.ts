/** The objects of a PDF as qpdf writes them in its JSON, version 2 (qpdf manual, "qpdf JSON"). */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

export interface QpdfDocument {
  readonly objects: PdfObjects;
  /** References of the page objects, in order, such as `3 0 R`. */
  readonly pages: readonly string[];
  /** Also where no password is asked for: an owner's password alone restricts what a reader may do. */
  readonly encrypted: boolean;
  readonly header: JsonObject;
}

/** qpdf's arguments that write what `readDocument` reads. Stream data stays out: only dictionaries are needed. */
export function documentArguments(input: string, output: string): string[] {
  const keys = ["pages", "encrypt", "qpdf"].map((key) => `--json-key=${key}`);
  return ["--json=2", ...keys, "--json-stream-data=none", input, output];
}

/** @throws Error when the JSON is not what qpdf writes. */
export function readDocument(json: Uint8Array): QpdfDocument {
  const root: Json = JSON.parse(new TextDecoder().decode(json));
  const [header, table] = list(member(root, "qpdf"));
  if (!isObject(header) || !isObject(table)) throw new Error("qpdf gave no objects.");
  const pages = list(member(root, "pages")).map((page) => String(member(page, "object")));
  const encrypted = member(member(root, "encrypt"), "encrypted") === true;
  return { objects: new PdfObjects(table), pages, encrypted, header };
}

/** What an object becomes: a dictionary or other value, or a stream; without `data` (base64) a stream keeps its own. */
export type Change = { readonly value: Json } | { readonly stream: { readonly dict: Json; readonly data?: string } };

/**
 * Input for qpdf's `--update-from-json` from changes by reference, or null where nothing is to change.
 * @throws Error where an object holds a name in an unknown encoding.
 */
export function patchOf(header: JsonObject, changes: ReadonlyMap<string, Change>): Uint8Array | null {
  if (changes.size === 0) return null;
  const objects = Object.fromEntries(Array.from(changes, ([reference, change]) => [`obj:${reference}`, change]));
  const text = JSON.stringify({ qpdf: [header, objects] });
  // qpdf before 11.4 can't give such a name: written back, it would no longer name its resource.
  if (text.includes("\ufffd")) throw new Error("The document names a resource in an unknown encoding.");
  return new TextEncoder().encode(text);
}

/** The objects of a PDF as qpdf's JSON gives them: references are strings such as `3 0 R`. */
export class PdfObjects {
  readonly #table: JsonObject;

  constructor(table: JsonObject) {
    this.#table = table;
  }

  catalogue(): JsonObject {
    return this.dictionary(this.dictionary(member(this.#table.trailer, "value"))["/Root"]);
  }

  /** Every object that is a dictionary or a stream, by reference; of a stream, its dictionary. */
  *dictionaries(): Generator<readonly [reference: string, dictionary: JsonObject]> {
    for (const name of Object.keys(this.#table)) {
      const reference = name.slice("obj:".length);
      const found = this.follow(reference);
      if (name.startsWith("obj:") && isObject(found)) yield [reference, found];
    }
  }

  /** The value itself, or what the reference leads to; a stream gives its dictionary. */
  follow(value: Json | undefined): Json | undefined {
    let found = value;
    for (let step = 0; step < 8 && typeof found === "string" && /^\d+ \d+ R$/.test(found); step += 1) {
      const entry = this.#table[`obj:${found}`];
      found = member(entry, "value") ?? member(member(entry, "stream"), "dict");
    }
    return found ?? undefined;
  }

  dictionary(value: Json | undefined): JsonObject {
    const found = this.follow(value);
    return isObject(found) ? found : {};
  }

  /** ISO 32000-2 §7.7.3.4. The depth is capped: a tree may lead back to itself. */
  inherited(page: JsonObject, key: string): Json | undefined {
    let node = page;
    for (let depth = 0; depth < 64; depth += 1) {
      const value = this.follow(node[key]);
      if (value !== undefined) return value;
      node = this.dictionary(node["/Parent"]);
    }
    return undefined;
  }

  anyDictionary(test: (dictionary: JsonObject) => boolean): boolean {
    const within = (value: Json | undefined): boolean => {
      if (Array.isArray(value)) return value.some(within);
      return isObject(value) && (test(value) || Object.values(value).some(within));
    };
    return within(this.#table);
  }
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function member(value: Json | undefined, key: string): Json | undefined {
  return isObject(value) ? value[key] : undefined;
}

export function list(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}
