// @ts-check
// What is found, in which order: the same on the server (/search) and in the browser (search.js).

/**
 * @typedef {{ href: string, page: string, pageLang?: string, heading: string, text: string, lang?: string }} Section
 * @typedef {{ sections: readonly Section[], places: Map<string, Map<number, number>>, lengths: number[] }} Index
 * @typedef {{ section: Section, words: Set<string> }} Found
 */

const longestQuery = 200;
const mostWords = 12;
/** How close a word one slip away is: less than any other, so that it stands behind what was really asked for. */
const slip = 0.3;
const wordPattern = /\p{Script=Han}|\p{L}[\p{L}\p{M}]*|\p{N}+(?:[.,]\p{N}+)*/gu;
/** @type {Readonly<Record<string, string>>} */
const letters = { ø: "o", æ: "ae", œ: "oe", ß: "ss", đ: "d", ð: "d", þ: "th", ł: "l", ı: "i" };

/** Without case, accents and a plural's s. @param {string} word */
const fold = (word) =>
  word
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[øæœßđðþłı]/g, (letter) => letters[letter] ?? letter)
    .replace(/(?<=\p{L}{3})s$/u, "");

/** `sub-processor` counts as its two words and as one. @param {string} text */
function wordsOf(text) {
  const found = [];
  let last;
  for (const { 0: raw, index: at } of text.matchAll(wordPattern)) {
    const word = { word: fold(raw), at, end: at + raw.length };
    found.push(word);
    if (last && text.slice(last.end, at) === "-" && /^\p{L}+$/u.test(last.word + word.word))
      found.push({ word: fold(text.slice(last.at, last.end) + raw), at: last.at, end: word.end });
    last = word;
  }
  return found;
}

/** @param {readonly Section[]} sections @returns {Index} */
export function prepare(sections) {
  const places = new Map();
  const lengths = sections.map(() => 0);
  sections.forEach((section, number) => {
    for (const [text, weight] of /** @type {const} */ ([
      [section.heading, 5],
      [section.page, 2],
      [section.text, 1],
    ]))
      for (const { word } of wordsOf(text)) {
        const held = places.get(word) ?? new Map();
        held.set(number, (held.get(number) ?? 0) + weight);
        places.set(word, held);
        lengths[number] = (lengths[number] ?? 0) + weight;
      }
  });
  return { sections, places, lengths };
}

/** Best first (BM25: a word in a long section says less of it), without what holds fewer of the words. @param {Index} index @param {string} query @returns {Found[]} */
export function find({ sections, places, lengths }, query) {
  const asked = [...new Set(wordsOf(query.slice(0, longestQuery)).map(({ word }) => word))].slice(0, mostWords);
  const found = new Map();
  const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
  for (const word of asked) {
    const best = new Map();
    const likes = alike(places, word);
    for (const [known, closeness] of likes) {
      const held = places.get(known) ?? new Map();
      const rarity = Math.log(1 + sections.length / held.size);
      for (const [number, weight] of held) {
        if (!found.has(number)) found.set(number, { number, score: 0, asked: 0, words: new Set() });
        found.get(number).words.add(known);
        const saturated = weight / (weight + 1 + (2 * (lengths[number] ?? 0)) / mean);
        best.set(number, Math.max(best.get(number) ?? 0, closeness * rarity * saturated));
      }
    }
    for (const [number, score] of best) {
      found.get(number).score += score;
      found.get(number).asked += likes.some(([, closeness]) => closeness > slip) ? 1 : 0.5;
    }
  }
  const all = [...found.values()];
  const most = Math.max(...all.map((each) => each.asked));
  return all
    .filter((each) => each.asked > most * 0.66)
    .sort((one, other) => other.asked - one.asked || other.score - one.score || one.number - other.number)
    .flatMap(({ number, words }) => (sections[number] ? [{ section: sections[number], words }] : []));
}

/** What the word may mean: itself, what begins with it, else what is a slip after its first letter away; figures are not guessed. @param {Index["places"]} places @param {string} word @returns {[string, number][]} */
function alike(places, word) {
  /** @type {[string, number][]} */
  const begun = [];
  for (const known of places.keys())
    if (known === word) begun.push([known, 1]);
    else if (word.length > 1 && known.startsWith(word)) begun.push([known, slip + (0.4 * word.length) / known.length]);
  if (begun.length > 0 || word.length < 4 || /^\p{N}/u.test(word)) return begun;
  const most = word.length < 8 ? 1 : 2;
  return [...places.keys()].flatMap((known) => {
    const slips = Math.min(distance(word, known, most), distance(word, known.slice(0, word.length), most));
    return slips > most || known[0] !== word[0] ? [] : [[known, slip / slips]];
  });
}

/** Optimal string alignment. @param {string} one @param {string} other @param {number} most */
function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  /** @type {number[]} */
  let before = [];
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      const swap = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      const cost = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same);
      next.push(swap ? Math.min(cost, (before[j - 2] ?? 0) + 1) : cost);
    }
    before = row;
    row = next;
  }
  return row[other.length] ?? 0;
}

/** Where most of the words stand, as [text, whether it is one of them]. @param {string} text @param {Set<string>} words @returns {[string, boolean][]} */
export function excerpt(text, words, length = 190) {
  const marks = wordsOf(text).filter(({ word }) => words.has(word));
  const within = (/** @type {number} */ at) =>
    new Set(marks.filter((m) => m.at >= at && m.end <= at + length - 50).map((m) => m.word)).size;
  const first = marks
    .slice(0, 200)
    .reduce((best, mark) => (within(mark.at) > within(best) ? mark.at : best), marks[0]?.at ?? 0);
  const space = text.indexOf(" ", first - 50);
  const from = first < 60 ? 0 : space < 0 || space > first ? first : space + 1;
  const end = text.lastIndexOf(" ", from + length);
  const to = from + length >= text.length ? text.length : end > from ? end : from + length;
  /** @type {[string, boolean][]} */
  const parts = [];
  let at = from;
  let before = from > 0 ? "… " : "";
  for (const mark of marks) {
    if (mark.at < at || mark.end > to) continue;
    parts.push([before + text.slice(at, mark.at), false], [text.slice(mark.at, mark.end), true]);
    at = mark.end;
    before = "";
  }
  parts.push([before + text.slice(at, to) + (to < text.length ? " …" : ""), false]);
  return parts.filter(([piece]) => piece !== "");
}
