import type { FormState } from "@/server/access/form-state";
import { PostedAnswers } from "@/server/access/posted-answer";
import type { Choices } from "@/server/notices/subscriptions/schema";

export type UnsubscribeAnswer =
  /** Also where there was nothing to end. */
  | { readonly kind: "ended" }
  | { readonly kind: "choices"; readonly choices: Choices; readonly state: FormState }
  | { readonly kind: "changed"; readonly choices: Choices }
  /** Somebody wants to change what this link belongs to, and it belongs to nothing. */
  | { readonly kind: "unknown" }
  /** A form that is none of ours: nothing was done, and the page stands as at first. */
  | { readonly kind: "unread" };

export const unsubscribeAnswers = new PostedAnswers<UnsubscribeAnswer>("unsubscribe");
