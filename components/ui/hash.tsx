import { CopyButton } from "./copy-button";
import type { Locale } from "./words";

/** A digest, an id, a key: whole, breakable anywhere, and copied exactly as it is. `kind` names it: "SHA-256". */
export function Hash({ value, kind, locale = "en" }: { value: string; kind?: string; locale?: Locale }) {
  return (
    <>
      <code className="hash" translate="no">
        {value}
      </code>
      {kind === undefined ? null : <CopyButton value={value} what={kind} locale={locale} />}
    </>
  );
}
