/**
 * Files that come and go past Next: downloads with a length and ranges, uploads of any size. Each names the permission it
 * needs; whoever lacks it gets what an address gives that does not exist.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import { may, type Permission } from "@/server/access/permissions";
import type { Viewer } from "@/server/access/viewer";
import { answerProgress, sendDownload, startDownloadFromForm } from "@/server/http/download-routes";
import { receiveImport, sendImportTemplate } from "@/server/http/import-routes";
import { sendRetrospectiveDraft } from "@/server/http/incident-draft";
import { sendNoticeProgress, sendProofToAccount } from "@/server/http/notice-routes";
import {
  receiveDraftFiles,
  receiveFilesOfStaff,
  receiveOwnFiles,
  sendFileToStaff,
  sendOutcomeToStaff,
  sendOwnFile,
  sendOwnOutcome,
} from "@/server/http/objection-files";
import { sendAccountRecord, sendRecordToStaff } from "@/server/http/record-routes";
import { sendReportDraft } from "@/server/http/report-draft";
import { sendReportAttachment } from "@/server/http/report-files";
import { isSameOrigin } from "@/server/http/same-origin";
import { viewerOf } from "@/server/http/session-of";
import { receiveVersion } from "@/server/http/upload-route";

export interface FileRequest {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly viewer: Viewer;
  /** The variable part of the address. */
  readonly id: string;
}

export interface FileRoute {
  readonly method: "GET" | "POST";
  readonly pattern: RegExp;
  readonly may: Permission;
  /** @returns false where there is no such thing for this viewer */
  readonly answer: (wanted: FileRequest) => Promise<boolean>;
}

const uuid = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const quarter = "2[0-9]{3}-q[1-4]";
const downloadId = "D(?:-[0-9A-Z]{4}){4}";

export const fileRoutes: readonly FileRoute[] = [
  { method: "POST", pattern: /^\/portal\/pack\/downloads()$/, may: "document:download", answer: startDownloadFromForm },
  {
    method: "GET",
    pattern: new RegExp(`^/portal/pack/downloads/(${downloadId})$`),
    may: "document:download",
    answer: sendDownload,
  },
  {
    method: "GET",
    pattern: new RegExp(`^/portal/pack/downloads/(${downloadId})/progress$`),
    may: "document:download",
    answer: answerProgress,
  },
  {
    method: "GET",
    pattern: new RegExp(`^/portal/nda/records/(${uuid})$`),
    may: "agreement:read",
    answer: sendAccountRecord,
  },
  {
    method: "GET",
    pattern: new RegExp(`^/portal/notices/(${uuid})/proof$`),
    may: "own-notice:read",
    answer: sendProofToAccount,
  },
  {
    method: "POST",
    pattern: new RegExp(`^/portal/objections/drafts/(${uuid})/files$`),
    may: "objection:file",
    answer: receiveDraftFiles,
  },
  {
    method: "POST",
    pattern: new RegExp(`^/portal/objections/(${uuid})/files$`),
    may: "objection:answer",
    answer: receiveOwnFiles,
  },
  {
    method: "GET",
    pattern: new RegExp(`^/portal/objections/files/(${uuid})$`),
    may: "objection:read",
    answer: sendOwnFile,
  },
  {
    method: "GET",
    pattern: new RegExp(`^/portal/objections/(${uuid})/record$`),
    may: "objection:read",
    answer: sendOwnOutcome,
  },
  {
    method: "POST",
    pattern: new RegExp(`^/desk/objections/(${uuid})/files$`),
    may: "objection:handle",
    answer: receiveFilesOfStaff,
  },
  {
    method: "GET",
    pattern: new RegExp(`^/desk/objections/files/(${uuid})$`),
    may: "objection:handle",
    answer: sendFileToStaff,
  },
  {
    method: "GET",
    pattern: new RegExp(`^/desk/objections/(${uuid})/record$`),
    may: "objection:handle",
    answer: sendOutcomeToStaff,
  },
  {
    method: "GET",
    pattern: new RegExp(`^/desk/agreements/(${uuid})/record$`),
    may: "record:read",
    answer: sendRecordToStaff,
  },
  {
    method: "GET",
    pattern: new RegExp(`^/desk/vulnerabilities/attachments/(${uuid})$`),
    may: "vulnerability:handle",
    answer: sendReportAttachment,
  },
  {
    method: "GET",
    pattern: new RegExp(`^/desk/reports/(${quarter})/draft$`),
    may: "report:read",
    answer: sendReportDraft,
  },
  {
    method: "GET",
    pattern: new RegExp(`^/desk/incidents/(${uuid})/retrospective\\.mdx$`),
    may: "incident:handle",
    answer: sendRetrospectiveDraft,
  },
  { method: "POST", pattern: /^\/desk\/accounts\/import()$/, may: "order-form:manage", answer: receiveImport },
  {
    method: "GET",
    pattern: /^\/desk\/accounts\/import\/template()$/,
    may: "order-form:manage",
    answer: sendImportTemplate,
  },
  {
    method: "GET",
    pattern: new RegExp(`^/desk/notices/(${uuid})/progress$`),
    may: "notice:read",
    answer: sendNoticeProgress,
  },
  {
    method: "POST",
    pattern: new RegExp(`^/desk/documents/(${uuid})/versions$`),
    may: "document:publish",
    answer: receiveVersion,
  },
];

/** `hidden`: there is such an address, but not for this viewer or not with this id. */
export type FileAnswer = "sent" | "hidden" | "not-a-file";

export async function answerFileRoute(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<FileAnswer> {
  const method = request.method === "HEAD" ? "GET" : request.method;
  for (const route of fileRoutes) {
    const match = route.pattern.exec(path);
    if (match === null || method !== route.method) continue;
    const viewer = await viewerOf(request);
    if (viewer === null || !may(viewer, route.may)) return "hidden";
    if (route.method === "POST" && !isSameOrigin(request)) return "hidden";
    return (await route.answer({ request, response, viewer, id: match[1] ?? "" })) ? "sent" : "hidden";
  }
  return "not-a-file";
}
