import type { ServerResponse } from "node:http";
import { database } from "@/server/platform/database";

/** `live`: the process answers. `ready`: the database does too. */
export async function answerHealth(path: string, response: ServerResponse): Promise<void> {
  const known = path === "/api/health/live" || path === "/api/health/ready";
  const well =
    path !== "/api/health/ready" ||
    (await database().$queryRaw`SELECT 1 AS one`.then(
      () => true,
      () => false,
    ));
  response.writeHead(known ? (well ? 200 : 503) : 404, {
    "Content-Type": "text/plain; charset=utf-8",
    "Cache-Control": "no-store",
  });
  response.end(known ? (well ? "ok" : "the database does not answer") : "There is no such page.");
}
