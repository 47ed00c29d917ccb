import { StatusTag } from "@/components/ui/status-tag";
import type { SignatureView } from "@/server/agreements/records";

/** Whether a later signature of the account took its place, and whether its sealed record is there. */
export function SignatureState({ signature }: { signature: SignatureView }) {
  if (signature.superseded) return <StatusTag tone="passed">Replaced by a later one</StatusTag>;
  if (signature.record === null) return <StatusTag tone="under-way">Record is being sealed</StatusTag>;
  if (signature.record.damaged)
    return <StatusTag tone="at-risk">Stored record damaged: restore it from a backup</StatusTag>;
  return <StatusTag tone="done">Sealed</StatusTag>;
}
