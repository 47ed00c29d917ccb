import { type Words, wordsIn } from "@/server/words/words";

/** A sentence in the language of whoever asked; one that staff alone meet may be given in English. */
type Sentence = string | ((words: Words) => string);

/** A command says no with a sentence for the person: somebody was quicker, or the state does not allow it. */
export class Refusal extends Error {
  override name = "Refusal";
  readonly #sentence: Sentence;

  constructor(
    sentence: Sentence,
    /** The form's field that it belongs to, where there is one. */
    readonly field?: string,
  ) {
    super(typeof sentence === "string" ? sentence : sentence(wordsIn("en")));
    this.#sentence = sentence;
  }

  /** The message in another language. */
  told(words: Words): string {
    return typeof this.#sentence === "string" ? this.#sentence : this.#sentence(words);
  }
}
