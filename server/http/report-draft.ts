/** The file of a quarter to fill in, for staff. */
import { draftOfQuarter } from "@/server/assurance/reports/queries";
import { currentPack } from "@/server/content/current-pack";
import { contentDisposition } from "@/server/http/answers";
import type { FileRequest } from "@/server/http/file-routes";
import { now } from "@/server/platform/clock";

export async function sendReportDraft({ request, response, id }: FileRequest): Promise<boolean> {
  const draft = await draftOfQuarter(await currentPack(), id, now());
  if (draft === null) return false;
  const body = Buffer.from(draft);
  response.writeHead(200, {
    "Content-Type": "application/yaml; charset=utf-8",
    "Content-Length": body.length,
    "Content-Disposition": contentDisposition(`${id}.yaml`),
    "Cache-Control": "no-store",
  });
  response.end(request.method === "HEAD" ? undefined : body);
  return true;
}
