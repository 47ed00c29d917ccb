/** A server with one address: a stored file, decrypted as it is sent, or a plain file as it lies. One process for one answer. */
import { createReadStream, statSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import { writeWithPressure } from "@/server/http/write-with-pressure";
import { database } from "@/server/platform/database";
import { readFile } from "@/server/storage/stored-files";
import { ownIdle, ownPeak } from "./memory";

export const SendingTask = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("decrypted"), fileId: z.string() }),
  z.object({ kind: z.literal("plain"), path: z.string() }),
]);
export const Listening = z.object({ port: z.number() });
export const Sent = z.object({ peakBytes: z.number() });

type Send = (response: ServerResponse) => Promise<void>;

/** Answers `Listening` at once, and `Sent` after each answer that went out whole. */
export async function runSendingTask(input: unknown): Promise<z.infer<typeof Listening>> {
  const task = SendingTask.parse(input);
  const send = task.kind === "plain" ? plain(task.path) : await decrypted(task.fileId);
  const idle = ownIdle();
  const server = createServer((_request, response) => {
    send(response).then(
      () => process.send?.({ peakBytes: ownPeak() - idle }),
      () => response.destroy(),
    );
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the sender has no port");
  return { port: address.port };
}

function plain(path: string): Send {
  return async (response) => {
    response.writeHead(200, { "Content-Length": statSync(path).size });
    await pipeline(createReadStream(path), response);
  };
}

/** As a download's route does: the first piece, and with it key and length, before any header. */
async function decrypted(fileId: string): Promise<Send> {
  const row = await database().storedFile.findUniqueOrThrow({ where: { id: fileId } });
  return async (response) => {
    const pieces = readFile(row);
    const first = await pieces.next();
    response.writeHead(200, { "Content-Length": Number(row.bytes) });
    if (!first.done) await writeWithPressure(response, first.value);
    for await (const piece of pieces) await writeWithPressure(response, piece);
    response.end();
  };
}
