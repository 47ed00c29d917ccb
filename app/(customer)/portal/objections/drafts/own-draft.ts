import { notFound } from "next/navigation";
import { z } from "zod";
import type { ContactViewer } from "@/server/access/permissions";
import { currentPack } from "@/server/content/current-pack";
import { type DraftView, readDraft } from "@/server/objections/drafts/drafts";
import { listObjectable } from "@/server/objections/queries";
import { now } from "@/server/platform/clock";

export interface DraftAddress {
  readonly params: Promise<{ id: string }>;
}

const Id = z.uuid();

/** The viewer's own draft with the notice of its change; the notice is undefined where it is too late to object. */
export async function ownDraft(viewer: ContactViewer, { params }: DraftAddress) {
  const id = Id.safeParse((await params).id).data;
  const { name, publisher } = await currentPack();
  const draft: DraftView | null = id === undefined ? null : await readDraft(viewer, name, { id });
  if (draft === null) notFound();
  const at = now();
  const notice = (await listObjectable(viewer, name, at)).find(({ change }) => change?.id === draft.changeId);
  return { draft, notice, publisher, at };
}
