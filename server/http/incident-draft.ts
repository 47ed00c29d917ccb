/** The draft of a closed incident's retrospective, for staff. */
import { readRetrospectiveDraft } from "@/server/assurance/incidents/retrospective";
import { currentPack } from "@/server/content/current-pack";
import { contentDisposition } from "@/server/http/answers";
import type { FileRequest } from "@/server/http/file-routes";

export async function sendRetrospectiveDraft({ request, response, viewer, id }: FileRequest): Promise<boolean> {
  const draft = await readRetrospectiveDraft(viewer, await currentPack(), id);
  if (draft === null) return false;
  const body = Buffer.from(draft.text);
  response.writeHead(200, {
    "Content-Type": "text/markdown; charset=utf-8",
    "Content-Length": body.length,
    "Content-Disposition": contentDisposition(draft.name),
    "Cache-Control": "no-store",
  });
  response.end(request.method === "HEAD" ? undefined : body);
  return true;
}
