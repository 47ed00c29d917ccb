/** Sealed records of signatures. They are sent as they are: a mark would break the seal. */
import type { ServerResponse } from "node:http";
import { isContact } from "@/server/access/permissions";
import { findAccountRecord, findRecordForStaff, type SignedRecord } from "@/server/agreements/records";
import { contentDisposition, sendProblem } from "@/server/http/answers";
import type { FileRequest } from "@/server/http/file-routes";
import { readWhole, UnreadableFile } from "@/server/storage/stored-files";

export async function sendAccountRecord({ response, viewer, id }: FileRequest): Promise<boolean> {
  return isContact(viewer) && send(response, await findAccountRecord(viewer, id));
}

export async function sendRecordToStaff({ response, viewer, id }: FileRequest): Promise<boolean> {
  return send(response, await findRecordForStaff(viewer, id));
}

async function send(response: ServerResponse, record: SignedRecord | null): Promise<boolean> {
  if (record === null) return false;
  try {
    const pdf = await readWhole(record.file);
    response.writeHead(200, {
      "Content-Type": "application/pdf",
      "Content-Length": pdf.length,
      "Content-Disposition": contentDisposition(record.fileName),
    });
    response.end(pdf);
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    sendProblem(response, 409, (words) => words("vault.recordDamaged"));
  }
  return true;
}
