/** Questions on a terminal, or answered from a pipe: one line an answer, asked again until it is understood. */
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import type { z } from "zod";

/** The answers ended before the questions did. */
export class Unfinished extends Error {
  override name = "Unfinished";
}

export interface Question<Schema extends z.ZodType> {
  readonly text: string;
  /** What an answer must be. */
  readonly schema: Schema;
  /** What an empty answer stands for; without it one is asked again. */
  readonly otherwise?: unknown;
  /** Of the typed line; as it stands where it is left out. */
  readonly read?: (line: string) => unknown;
}

export class Terminal {
  readonly #lines: AsyncIterator<string>;
  readonly #output: Writable;
  readonly #close: () => void;

  constructor(input: Readable, output: Writable) {
    const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
    this.#lines = lines[Symbol.asyncIterator]();
    this.#output = output;
    this.#close = () => lines.close();
  }

  say(line: string): void {
    this.#output.write(`${line}\n`);
  }

  /** @returns what was typed, once the schema takes it: as typed, since a file holds what a person writes @throws Unfinished */
  async ask<Schema extends z.ZodType>(question: Question<Schema>): Promise<z.input<Schema>> {
    const { text, schema, read = (line: string) => line } = question;
    for (;;) {
      this.#output.write(`${text}: `);
      const { value, done } = await this.#lines.next();
      if (done === true) throw new Unfinished("The answers ended before the questions did. Nothing was written.");
      const line = value.trim();
      const given = line === "" && "otherwise" in question ? question.otherwise : read(line);
      const parsed = schema.safeParse(given);
      if (parsed.success) return structuredClone(inputOf(schema, given));
      for (const { path, message } of parsed.error.issues)
        this.say(`  Not taken: ${path.length === 0 ? "" : `${path.join(".")}: `}${message}`);
    }
  }

  /** Until an answer is no. @param text ends with what an empty answer means */
  async many<Value>(text: string, one: () => Promise<Value>, atLeastOne = false): Promise<Value[]> {
    const values: Value[] = [];
    while ((atLeastOne && values.length === 0) || (await this.yes(text))) values.push(await one());
    return values;
  }

  /** An empty answer is no. */
  async yes(text: string): Promise<boolean> {
    for (;;) {
      this.#output.write(`${text} (yes/no) [no]: `);
      const { value, done } = await this.#lines.next();
      if (done === true) throw new Unfinished("The answers ended before the questions did. Nothing was written.");
      const answer = value.trim().toLowerCase();
      if (/^(y|yes)$/.test(answer)) return true;
      if (/^(n|no|)$/.test(answer)) return false;
      this.say("  Not taken: answer yes or no.");
    }
  }

  close(): void {
    this.#close();
  }
}

/** What the schema took: it was checked, and stays what was typed. */
function inputOf<Schema extends z.ZodType>(schema: Schema, given: unknown): z.input<Schema> {
  const taken: z.input<Schema>[] = [];
  const isTaken = (value: unknown): value is z.input<Schema> => schema.safeParse(value).success;
  if (isTaken(given)) taken.push(given);
  const [value] = taken;
  if (value === undefined) throw new Error("the answer was taken and then was not");
  return value;
}
