/** A strict reader of security.txt, written from the grammar of RFC 9116 §4 and knowing nothing of how ours is made. Fields are those registered with IANA. */

export interface ReadSecurityText {
  /** Values by field name in small letters, in their order. */
  readonly fields: ReadonlyMap<string, readonly string[]>;
}

const known = new Set(
  "acknowledgments canonical contact csaf encryption expires hiring policy preferred-languages".split(" "),
);
const uriFields = new Set("acknowledgments canonical contact csaf encryption hiring policy".split(" "));

/** @param unsigned the text without its signature @throws Error naming what the grammar does not allow */
export function readSecurityText(unsigned: string, at: Date): ReadSecurityText {
  if (!unsigned.endsWith("\n")) throw new Error("the last line has no end");
  const fields = new Map<string, string[]>();
  for (const line of unsigned.replace(/\r?\n$/, "").split(/\r?\n/)) {
    if (/^(#[^\r]*)?$/.test(line)) continue;
    const match = /^([A-Za-z][A-Za-z-]*): (\S(?:.*\S)?)$/.exec(line);
    if (match === null) throw new Error(`no field: ${line}`);
    const [, name = "", value = ""] = match;
    const field = name.toLowerCase();
    if (!known.has(field)) throw new Error(`unknown field: ${name}`);
    if (uriFields.has(field)) checkUri(field, value);
    fields.set(field, [...(fields.get(field) ?? []), value]);
  }
  checkNumbers(fields);
  checkExpiry(fields.get("expires")?.[0] ?? "", at);
  for (const tag of fields.get("preferred-languages")?.[0]?.split(", ") ?? [])
    if (new Intl.Locale(tag).toString() !== tag) throw new Error(`no language tag: ${tag}`);
  return { fields };
}

function checkUri(field: string, value: string): void {
  if (!URL.canParse(value)) throw new Error(`no address: ${value}`);
  const { protocol } = new URL(value);
  if (protocol === "http:") throw new Error(`not https: ${value}`);
  const allowed = field === "contact" ? ["https:", "mailto:", "tel:"] : ["https:", "dns:", "openpgp4fpr:"];
  if (!allowed.includes(protocol)) throw new Error(`${field} with ${protocol}`);
  if (protocol === "openpgp4fpr:" && !/^openpgp4fpr:[0-9a-f]{40}$/.test(value))
    throw new Error(`no fingerprint: ${value}`);
}

function checkNumbers(fields: ReadonlyMap<string, readonly string[]>): void {
  if ((fields.get("contact")?.length ?? 0) < 1) throw new Error("no contact");
  if (fields.get("expires")?.length !== 1) throw new Error("not one expiry");
  if ((fields.get("preferred-languages")?.length ?? 0) > 1) throw new Error("languages twice");
}

/** RFC 3339, in the future, less than a year ahead. */
function checkExpiry(value: string, at: Date): void {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(value)) throw new Error(`no date: ${value}`);
  const ahead = Date.parse(value) - at.getTime();
  if (!(ahead > 0) || ahead >= 365 * 24 * 3600 * 1000) throw new Error(`expiry out of range: ${value}`);
}

/** What stands between the frame's lines (RFC 9580 §7). @throws Error where the frame is not right */
export function unframed(signed: string): string {
  const match =
    /^-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\n([\s\S]*)\n-----BEGIN PGP SIGNATURE-----\n\n[\w+/=\n]+-----END PGP SIGNATURE-----\n$/.exec(
      signed,
    );
  if (match === null) throw new Error("no signed message");
  return (match[1] ?? "").replace(/^- /gm, "");
}
