import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon";
import { type Locale, words } from "./words";

export type CalloutTone = "info" | "warning" | "danger" | "success";

const icons: Record<CalloutTone, IconName> = { info: "info", warning: "alert", danger: "alert", success: "tick" };

/**
 * Something the reader must not miss. Without a title the tone is said in a word ("Important"), because a colour alone
 * tells nothing. `live` announces it where it appears without a new page: at once for a danger, else at the next pause.
 */
export function Callout({
  tone = "info",
  title,
  live = false,
  locale = "en",
  children,
}: {
  tone?: CalloutTone;
  title?: string;
  live?: boolean;
  locale?: Locale;
  children?: ReactNode;
}) {
  const role = live ? (tone === "danger" ? "alert" : "status") : "note";
  return (
    <div className="callout" data-tone={tone} role={role}>
      <Icon name={icons[tone]} />
      <div className="callout-body">
        <p className="callout-title">{title ?? words[locale].tone[tone]}</p>
        {typeof children === "string" ? <p>{children}</p> : children}
      </div>
    </div>
  );
}
