/**
 * Where vulnerabilities are reported by mail. A publisher that states no address has none, except that a demonstration
 * may name one, which says so wherever it is shown.
 */
import { z } from "zod";
import { currentPack } from "@/server/content/current-pack";
import { demoFolder } from "@/server/content/demo-overlay";
import type { Pack } from "@/server/content/pack";
import { ContentProblems, type Problem } from "@/server/content/problems";
import { readText } from "@/server/content/text-file";
import { readYaml } from "@/server/content/yaml-source";
import { isDemonstration } from "@/server/platform/demonstration";
import { settings } from "@/server/platform/env";

export interface SecurityContact {
  readonly address: string;
  /** Nobody reads it: show “Demonstration” beside it. */
  readonly demonstration: boolean;
}

const DemoContacts = z.strictObject({ security: z.email() });

/** @returns null where the publisher has none: then there is no security.txt and no OpenPGP key */
export async function securityContact(): Promise<SecurityContact | null> {
  const pack = await currentPack();
  return contactOf(pack, settings().contentDir, await isDemonstration());
}

/** @throws ContentProblems where the demonstration's file is wrong */
export async function contactOf(
  { name, publisher }: Pick<Pack, "name" | "publisher">,
  contentDir: string,
  demonstration: boolean,
): Promise<SecurityContact | null> {
  const stated = publisher.contacts.security;
  if (stated !== null) return { address: stated, demonstration: false };
  if (!demonstration) return null;
  const file = `${demoFolder(name)}/contacts.yaml`;
  const missing: Problem[] = [];
  const text = await readText(contentDir, file, missing);
  if (text === null) return null;
  const problems: Problem[] = [];
  const read = readYaml({ file, text, firstLine: 1 }, DemoContacts, problems);
  if (read === null) throw new ContentProblems(problems);
  return { address: read.value.security, demonstration: true };
}
