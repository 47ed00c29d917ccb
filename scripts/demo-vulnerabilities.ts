/** Demonstration reports of vulnerabilities, made by the same commands that reporters and staff use. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { loadViewer, type Viewer } from "@/server/access/viewer";
import { findPerson } from "@/server/accounts/people";
import { demoFolder } from "@/server/content/demo-overlay";
import type { Pack } from "@/server/content/pack";
import { database } from "@/server/platform/database";
import { settings } from "@/server/platform/env";
import { newId } from "@/server/platform/ids";
import { keepFile, onePiece } from "@/server/storage/stored-files";
import { receiveReport } from "@/server/vulnerabilities/commands";
import { moveReport, tellReporter, thankReporter } from "@/server/vulnerabilities/handling";
import { reportInput, reportLimits } from "@/server/vulnerabilities/schema";
import { securityContact } from "@/server/vulnerabilities/security-contact";
import { wordsIn } from "@/server/words/words";

const DemoReport = z.strictObject({
  report: reportInput(wordsIn("en")),
  attachments: z.array(z.strictObject({ name: z.string(), text: z.string() })),
  states: z.array(z.enum(["triaging", "accepted", "resolved", "declined"])),
  answer: z.string().optional(),
  thanked: z.boolean(),
});
type DemoReport = z.infer<typeof DemoReport>;

/** @param handlerEmail the demonstration's member of staff who handles them */
export async function loadDemoReports(pack: Pack, handlerEmail: string, at: Date): Promise<void> {
  const file = join(settings().contentDir, demoFolder(pack.name), "vulnerabilities.yaml");
  const handler = await findPerson(database(), handlerEmail);
  if (!existsSync(file) || handler === null) return;
  const viewer = await loadViewer({ personId: handler.id, sessionId: newId(), authenticatedAt: at });
  if (viewer === null) return;
  const reports = z.array(DemoReport).parse(parse(readFileSync(file, "utf8")));
  for (const report of reports) await loadReport(pack, viewer, report, at);
}

async function loadReport(pack: Pack, viewer: Viewer, demo: DemoReport, at: Date): Promise<void> {
  const reportId = newId();
  const publisherName = pack.publisher.names.short;
  const address = (await securityContact())?.address ?? null;
  const attachments = await Promise.all(
    demo.attachments.map(async ({ name, text }) => ({
      name,
      file: await keepFile(
        onePiece(new TextEncoder().encode(text)),
        `vulnerability-report/${reportId}`,
        "application/octet-stream",
        reportLimits.fileBytes,
      ),
    })),
  );
  const submission = { reportId, input: demo.report, token: newId(), attachments, locale: "en" as const };
  await receiveReport(database(), { pack: pack.name, publisherName, securityContact: address }, submission, at);
  const desk = { pack: pack.name, publisherName };
  for (const state of demo.states) await moveReport(database(), desk, viewer, { reportId, state }, at);
  if (demo.answer !== undefined) await tellReporter(database(), desk, viewer, { reportId, text: demo.answer });
  if (demo.thanked) await thankReporter(database(), desk, viewer, reportId, at);
}
