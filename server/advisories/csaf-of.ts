/** What the machine formats need of an advisory. */
import type { AdvisoryText } from "@/server/content/advisories";
import { severityOfAdvisory } from "@/server/content/advisory-schema";
import type { CsafAdvisory } from "@/server/feeds/csaf";

/** The body goes along as the Markdown it is written in, without the marks of its headings. */
export function csafOf({ meta, body, demonstration }: AdvisoryText): CsafAdvisory {
  return {
    ...meta,
    severity: severityOfAdvisory(meta),
    text: body.replace(/^(#{2,4} .*?)\s*\[#[a-z0-9-]+\]$/gm, "$1").trim(),
    demonstration,
  };
}
