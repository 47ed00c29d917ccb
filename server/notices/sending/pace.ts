/**
 * How much at once the mail server takes, found by trying: one more message at a time while it takes them, half as many
 * when it asks for patience (RFC 5681's rule for the network), and none any more after failures in a row. Pure.
 */

/** In a row, after which the run ends and a later one tries again. */
const mostFailures = 5;
/** Milliseconds before the next message. */
const shortestPause = 25;
const longestPause = 500;

export class Pace {
  #allowed = 1;
  #failures = 0;
  #pause = 0;

  constructor(readonly most: number) {}

  /** Messages under way at the same time. */
  get allowed(): number {
    return Math.floor(this.#allowed);
  }

  get pause(): number {
    return this.#pause;
  }

  get stopped(): boolean {
    return this.#failures >= mostFailures;
  }

  /** The server took a message, or refused it for good. */
  answered(): void {
    this.#failures = 0;
    this.#allowed = Math.min(this.most, this.#allowed + 1 / this.allowed);
    this.#pause = this.#pause <= shortestPause ? 0 : this.#pause / 2;
  }

  /** It put a message off. */
  putOff(): void {
    this.#failures = 0;
    this.#allowed = Math.max(1, this.#allowed / 2);
    this.#pause = Math.min(longestPause, Math.max(shortestPause, this.#pause * 2));
  }

  /** It was not to be had, stalled, or dropped the connection. */
  failed(): void {
    this.#failures++;
    this.#allowed = Math.max(1, this.#allowed / 2);
  }
}
