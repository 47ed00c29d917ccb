/** What a reporter attached, for staff: always as bytes to be saved, never as anything that a browser would show or run. */
import { currentPack } from "@/server/content/current-pack";
import { contentDisposition, sendProblem } from "@/server/http/answers";
import type { FileRequest } from "@/server/http/file-routes";
import { readWhole, UnreadableFile } from "@/server/storage/stored-files";
import { fetchAttachment } from "@/server/vulnerabilities/queries";

export async function sendReportAttachment({ response, viewer, id }: FileRequest): Promise<boolean> {
  const attachment = await fetchAttachment(viewer, (await currentPack()).name, id);
  if (attachment === null) return false;
  try {
    const content = await readWhole(attachment.file);
    response.writeHead(200, {
      "Content-Type": "application/octet-stream",
      "Content-Length": content.length,
      "Content-Disposition": contentDisposition(attachment.name),
      "Content-Security-Policy": "sandbox; default-src 'none'",
    });
    response.end(content);
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    sendProblem(response, 409, (words) => words("desk.vulnerabilities.refused.attachmentDamaged"));
  }
  return true;
}
