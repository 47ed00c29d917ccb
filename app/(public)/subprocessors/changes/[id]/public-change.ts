import { notFound } from "next/navigation";
import { cache } from "react";
import { z } from "zod";
import { currentPack } from "@/server/content/current-pack";
import type { RegisterChange } from "@/server/subprocessors/changes/change";
import { readPublicChange } from "@/server/subprocessors/changes/queries";

export interface ChangeParameter {
  readonly params: Promise<{ id: string }>;
}

/** Once a request, for the page and its head. A draft, an approved change and none at all are the same missing page. */
export const publicChange = cache(async (id: string): Promise<RegisterChange> => {
  const { name } = await currentPack();
  if (!z.uuid().safeParse(id).success) notFound();
  return (await readPublicChange(name, id)) ?? notFound();
});
