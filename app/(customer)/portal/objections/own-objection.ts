import { notFound } from "next/navigation";
import { z } from "zod";
import type { ContactViewer } from "@/server/access/permissions";
import { currentPack } from "@/server/content/current-pack";
import { readOwnObjection } from "@/server/objections/queries";

export interface ObjectionAddress {
  readonly params: Promise<{ id: string }>;
}

const Id = z.uuid();

/** Another account's is a page that does not exist. */
export async function ownObjection(viewer: ContactViewer, { params }: ObjectionAddress) {
  const id = Id.safeParse((await params).id).data;
  const { name, publisher } = await currentPack();
  const objection = id === undefined ? null : await readOwnObjection(viewer, name, id);
  if (objection === null) notFound();
  return { objection, publisher };
}
