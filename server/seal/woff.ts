/**
 * Unpacks WOFF 1.0 fonts (W3C, WOFF File Format 1.0) to plain OpenType and reads which code points they hold.
 * The PDF writer's own reader fails on one published subset, tells WOFF 2 subsets of a family apart by nothing at
 * all, and loses composite glyphs of WOFF 2, so it is given OpenType bytes only.
 */
import { inflateSync } from "node:zlib";

const WOFF_SIGNATURE = 0x774f4646;
const WOFF_HEADER = 44;
const WOFF_ENTRY = 20;
const OPENTYPE_HEADER = 12;
const OPENTYPE_ENTRY = 16;

/** @throws RangeError or Error when the bytes are cut short or are no WOFF file. */
export function openTypeOf(woff: Buffer): Buffer {
  if (woff.readUInt32BE(0) !== WOFF_SIGNATURE) throw new Error("Not a WOFF 1.0 font file.");
  const count = woff.readUInt16BE(12);
  const directory = Buffer.alloc(OPENTYPE_HEADER + count * OPENTYPE_ENTRY);
  const power = Math.floor(Math.log2(count));
  directory.writeUInt32BE(woff.readUInt32BE(4), 0);
  directory.writeUInt16BE(count, 4);
  directory.writeUInt16BE(16 * 2 ** power, 6);
  directory.writeUInt16BE(power, 8);
  directory.writeUInt16BE(16 * (count - 2 ** power), 10);

  const tables: Buffer[] = [];
  let offset = directory.length;
  for (let index = 0; index < count; index++) {
    const source = WOFF_HEADER + index * WOFF_ENTRY;
    const target = OPENTYPE_HEADER + index * OPENTYPE_ENTRY;
    const table = readTable(woff, source);
    woff.copy(directory, target, source, source + 4);
    directory.writeUInt32BE(woff.readUInt32BE(source + 16), target + 4);
    directory.writeUInt32BE(offset, target + 8);
    directory.writeUInt32BE(table.length, target + 12);
    const padded = Buffer.concat([table, Buffer.alloc((4 - (table.length % 4)) % 4)]);
    tables.push(padded);
    offset += padded.length;
  }
  return Buffer.concat([directory, ...tables]);
}

function readTable(woff: Buffer, entry: number): Buffer {
  const offset = woff.readUInt32BE(entry + 4);
  const stored = woff.readUInt32BE(entry + 8);
  const length = woff.readUInt32BE(entry + 12);
  const bytes = woff.subarray(offset, offset + stored);
  const table = stored < length ? inflateSync(bytes) : bytes;
  if (table.length !== length) throw new Error("A table of the font file is cut short.");
  return table;
}

/** Code points with a glyph of their own (OpenType `cmap`, formats 4 and 12). */
export function coverageOf(font: Buffer): ReadonlySet<number> {
  const covered = new Set<number>();
  const cmap = tableOffset(font, "cmap");
  for (let index = 0; index < font.readUInt16BE(cmap + 2); index++) {
    const subtable = cmap + font.readUInt32BE(cmap + 4 + index * 8 + 4);
    const format = font.readUInt16BE(subtable);
    if (format === 4) addSegments(font, subtable, covered);
    if (format === 12) addGroups(font, subtable, covered);
  }
  return covered;
}

function tableOffset(font: Buffer, tag: string): number {
  for (let index = 0; index < font.readUInt16BE(4); index++) {
    const entry = OPENTYPE_HEADER + index * OPENTYPE_ENTRY;
    if (font.toString("latin1", entry, entry + 4) === tag) return font.readUInt32BE(entry + 8);
  }
  throw new Error(`The font file has no ${tag} table.`);
}

function addSegments(font: Buffer, subtable: number, covered: Set<number>): void {
  const doubleCount = font.readUInt16BE(subtable + 6);
  for (let position = 0; position < doubleCount; position += 2) {
    const last = font.readUInt16BE(subtable + 14 + position);
    const first = font.readUInt16BE(subtable + 16 + doubleCount + position);
    const delta = font.readUInt16BE(subtable + 16 + doubleCount * 2 + position);
    const rangeAt = subtable + 16 + doubleCount * 3 + position;
    const range = font.readUInt16BE(rangeAt);
    for (let codePoint = first; codePoint <= last && codePoint !== 0xffff; codePoint++) {
      const glyph = range === 0 ? codePoint : font.readUInt16BE(rangeAt + range + (codePoint - first) * 2);
      if (range === 0 ? (glyph + delta) % 0x10000 !== 0 : glyph !== 0) covered.add(codePoint);
    }
  }
}

function addGroups(font: Buffer, subtable: number, covered: Set<number>): void {
  const groups = font.readUInt32BE(subtable + 12);
  for (let index = 0; index < groups; index++) {
    const group = subtable + 16 + index * 12;
    const last = font.readUInt32BE(group + 4);
    for (let codePoint = font.readUInt32BE(group); codePoint <= last; codePoint++) covered.add(codePoint);
  }
}
