import type { FormState } from "@/server/access/form-state";
import { PostedAnswers } from "@/server/access/posted-answer";
import type { FollowedReport } from "@/server/vulnerabilities/queries";

export type PostedAnswer =
  | { readonly kind: "refused"; readonly state: FormState; readonly token: string }
  | { readonly kind: "received"; readonly reference: string; readonly mailed: boolean }
  | { readonly kind: "unknown"; readonly state: FormState }
  | { readonly kind: "followed"; readonly report: FollowedReport; readonly added: boolean; readonly state: FormState };

export const reportAnswers = new PostedAnswers<PostedAnswer>("vulnerability-report");
