import { StatusTag } from "@/components/ui/status-tag";
import type { SignatureView } from "@/server/agreements/records";
import type { Words } from "@/server/words/words";

/** Whether a later signature of the account took its place, and whether its sealed record is there. */
export function SignatureState({ signature, words }: { signature: SignatureView; words: Words }) {
  if (signature.superseded) return <StatusTag tone="passed">{words("desk.agreements.state.superseded")}</StatusTag>;
  if (signature.record === null)
    return <StatusTag tone="under-way">{words("desk.agreements.state.sealing")}</StatusTag>;
  if (signature.record.damaged) return <StatusTag tone="at-risk">{words("desk.agreements.state.damaged")}</StatusTag>;
  return <StatusTag tone="done">{words("desk.agreements.state.sealed")}</StatusTag>;
}
