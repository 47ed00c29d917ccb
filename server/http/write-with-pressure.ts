import type { Writable } from "node:stream";

/** The reader went away before the end. */
export class ReaderGone extends Error {
  override name = "ReaderGone";
}

/** Writes and waits until the reader has taken enough, so that memory stays flat however slow it is. @throws ReaderGone */
export function writeWithPressure(target: Writable, piece: Uint8Array): Promise<void> {
  if (target.destroyed) return Promise.reject(new ReaderGone());
  if (target.write(piece)) return Promise.resolve();
  return new Promise((done, failed) => {
    const settle = (gone: boolean) => {
      target.off("drain", drained);
      target.off("close", closed);
      if (gone) failed(new ReaderGone());
      else done();
    };
    const drained = () => settle(false);
    const closed = () => settle(true);
    target.once("drain", drained);
    target.once("close", closed);
  });
}

/** Aborted once the reader goes away, or at once where that has happened. */
export function goneSignal(response: Writable): AbortSignal {
  const gone = new AbortController();
  if (response.destroyed) gone.abort();
  else response.once("close", () => gone.abort());
  return gone.signal;
}
