/** Counts answers on a kept-open HTTP/1.1 connection on which one request at a time is under way, and keeps no byte of them. */

const headEnd = "\r\n\r\n";
const mostHead = 64 * 1024;

export class ResponseReader {
  #head: Buffer = Buffer.alloc(0);
  #left: number | null = null;

  /** @returns whether the answer is whole now @throws Error for any status but 200, an unknown length or bytes past the end */
  take(chunk: Buffer): boolean {
    let body = chunk;
    if (this.#left === null) {
      const bytes = this.#head.length === 0 ? chunk : Buffer.concat([this.#head, chunk]);
      const end = bytes.indexOf(headEnd);
      if (end < 0) {
        if (bytes.length > mostHead) throw new Error("the answer's head does not end");
        this.#head = bytes;
        return false;
      }
      this.#left = lengthIn(bytes.toString("latin1", 0, end));
      this.#head = Buffer.alloc(0);
      body = bytes.subarray(end + headEnd.length);
    }
    this.#left -= body.length;
    if (this.#left < 0) throw new Error("the answer is longer than it said");
    if (this.#left > 0) return false;
    this.#left = null;
    return true;
  }
}

function lengthIn(head: string): number {
  if (!head.startsWith("HTTP/1.1 200 ")) throw new Error(`the answer was ${head.slice(0, 40).split("\r")[0]}`);
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length === undefined) throw new Error("the answer names no length");
  return Number(length);
}
