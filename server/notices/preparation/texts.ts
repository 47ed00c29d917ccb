/** What a notice says: to an account in the wording of its order forms, and to subscribers and the public. */
import { offeredAddress } from "@/server/content/offered-address";
import type { Pack } from "@/server/content/pack";
import type { Message } from "@/server/mail/message";
import type { Concern } from "@/server/notices/preparation/relation";
import { changeNotice, withdrawalNotice } from "@/server/notices/wording";
import type { RegisterChange } from "@/server/subprocessors/changes/change";
import type { Locale } from "@/server/words/locale";

/** A change of which notice is given, or whose withdrawal is told. */
export interface Announced {
  readonly noticeId: string;
  readonly kind: "change" | "withdrawal";
  readonly change: RegisterChange;
}

/** What the texts are made of: they are the same for a change that is not announced yet. */
type Told = Pick<Announced, "kind" | "change">;

/** @param earliestEffectiveAt before which the change can't take effect for the account */
export function accountText(pack: Pack, announced: Told, concern: Concern, earliestEffectiveAt: Date): Message {
  const { relation, orderForms } = concern;
  const deciding = orderForms.flatMap((form) => (form.relation === relation ? [form.reference] : []));
  return textOf(pack, announced, {
    ...{ relation, orderForms: deciding, locale: "en" },
    earliestEffectiveAt: announced.change.waits ? earliestEffectiveAt : null,
  });
}

export function publicText(pack: Pack, announced: Told, locale: Locale): Message {
  return textOf(pack, announced, { relation: "subscriber", orderForms: [], locale, earliestEffectiveAt: null });
}

type Reader = Pick<Parameters<typeof changeNotice>[0], "relation" | "orderForms" | "locale" | "earliestEffectiveAt">;

function textOf({ publisher }: Pack, { kind, change }: Told, reader: Reader): Message {
  const page = (path: string) => offeredAddress(publisher, path, reader.locale);
  const told = {
    publisher: { name: publisher.names.short, legalName: publisher.names.legal },
    urls: { change: page(`/subprocessors/changes/${change.id}`), objections: page("/portal/objections") },
    ...reader,
  };
  if (kind === "change") return changeNotice({ ...told, change });
  return withdrawalNotice({ ...told, change, reason: change.withdrawnReason ?? "" });
}
