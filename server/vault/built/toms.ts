/** The publisher's technical and organisational measures, set for print. Built where its TOMs are its own document. */
import { writeParts } from "@/server/vault/built/blocks";
import { openDocument } from "@/server/vault/built/opening";
import { pageParts } from "@/server/vault/built/page-parts";
import { type Draft, type Ground, tomsGround } from "@/server/vault/built/source";

export function buildToms(given: Ground): Draft | null {
  const ground = tomsGround(given);
  if (ground === null) return null;
  const { pack, source, at } = ground;
  const { title, description } = source.page.meta;
  const pdf = openDocument(ground, {
    title,
    subtitle: description,
    derived: "It is the page of that name, set for print.",
  });
  writeParts(pdf, ground, pageParts(pack, source.page, at));
  return {
    slug: "technical-and-organisational-measures",
    title,
    description,
    kind: "data_protection",
    source,
    pdf,
  };
}
