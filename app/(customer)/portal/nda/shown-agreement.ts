/** Which text the agreement's page shows: what was signed, as it was signed; else what there is to sign. */
import type { AgreementView } from "@/server/agreements/queries";
import type { SignatureView } from "@/server/agreements/records";
import type { Pack } from "@/server/content/pack";

export interface ShownAgreement {
  readonly title: string;
  readonly version: string;
  /** `YYYY-MM-DD` */
  readonly effectiveDate: string;
  readonly specimen: boolean;
  readonly summary: readonly string[];
  /** Markdown. */
  readonly text: string;
}

/** @param signature whose text is shown; null for the version in force. @returns null where there is no text */
export function shownAgreement(
  pack: Pack,
  agreement: AgreementView,
  signature: SignatureView | null,
): ShownAgreement | null {
  const { current, text } = agreement;
  const signed = signature?.evidence?.text;
  const version = signed === undefined ? current?.version : signature?.version;
  const meta = pack.agreements.find((each) => each.meta.version === version)?.meta;
  const shown = signed ?? text;
  if (version === undefined || shown === null || meta === undefined) return null;
  return { ...meta, text: shown };
}
