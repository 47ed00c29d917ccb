import { may } from "@/server/access/permissions";
import type { Viewer } from "@/server/access/viewer";
import { orderFormChoices } from "@/server/order-forms/choices";
import { readCsv } from "@/server/order-forms/import/csv";
import { type ImportPlan, planImport } from "@/server/order-forms/import/plan";
import { type ImportState, readUpload } from "@/server/order-forms/import/uploads";
import { database } from "@/server/platform/database";

export type ImportView =
  | Extract<ImportState, { state: "done" }>
  | { readonly state: "open"; readonly fileName: string; readonly until: Date; readonly plan: ImportPlan };

/** What the import did, or what it would do now. Null also where it is another person's, or its time is over. */
export async function readImport(viewer: Viewer, id: string, at: Date): Promise<ImportView | null> {
  if (!may(viewer, "order-form:manage")) return null;
  const upload = await readUpload(database(), viewer, id, at);
  if (upload === null || upload.state === "done") return upload;
  const { file, until } = upload;
  const plan = await planImport(database(), await readCsv(file.data), await orderFormChoices(at));
  return { state: "open", fileName: file.name, until, plan };
}
