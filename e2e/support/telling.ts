/** What an advisory's file says that no public text says: where it stands outside, somebody learnt of the advisory. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";

const FrontMatter = z.object({ id: z.string(), tlp: z.string(), embargoUntil: z.string().nullable() });

export interface AdvisoryFile extends z.infer<typeof FrontMatter> {
  readonly text: string;
}

export function advisoryFiles(folder: string): AdvisoryFile[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".mdx"))
    .map((name) => {
      const text = readFileSync(join(folder, name), "utf8");
      return { ...FrontMatter.parse(parse(text.split(/^---$/m)[1] ?? "")), text };
    });
}

export const isPublicAt = ({ tlp, embargoUntil }: AdvisoryFile, at: Date): boolean =>
  embargoUntil === null ? tlp === "CLEAR" : new Date(embargoUntil) <= at;

/** Letters and digits alone, so that neither markup nor escapes hide a word. */
export const plain = (text: string): string =>
  text
    .replace(/&(?:#x27|#39|apos|quot|amp|lt|gt);|\\u[0-9a-f]{4}|\\[nt"]|<[^>]*>/gi, " ")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .toLowerCase()
    .trim();

const wordsInPhrase = 4;

/** Its id and every four words in a row of its prose, less those that `known` texts have as well. */
export function tellingPhrases({ id, text }: AdvisoryFile, known: string): Set<string> {
  // Others have the same weakness.
  const own = text.replace(/^cwes: .*$/m, "");
  const words = plain(own.replace(/^[\w -]+:/gm, " ").replace(/^\s+- (?:\w+:)?/gm, " ")).split(" ");
  const phrases = words
    .map((_, index) => words.slice(index, index + wordsInPhrase))
    .filter((phrase) => phrase.length === wordsInPhrase && phrase.join("").length > 14)
    .map((phrase) => phrase.join(" "));
  const common = plain(known);
  return new Set([plain(id), ...phrases.filter((phrase) => !common.includes(phrase))]);
}
