import { Callout } from "@/components/ui/callout";
import { TimeText } from "@/components/ui/time-text";
import type { CurrentWords } from "@/server/access/current-words";
import type { AdvisoryMeta, Tlp } from "@/server/content/advisory-schema";
import type { WordKey } from "@/server/words/words";

const permits: Record<Exclude<Tlp, "CLEAR">, WordKey> = {
  GREEN: "restricted.tlp.green",
  AMBER: "restricted.tlp.amber",
  "AMBER+STRICT": "restricted.tlp.strict",
};

/** How far a reader may pass the advisory on: TLP 2.0, in our own words. */
export function TlpNote({
  meta: { id, tlp, embargoUntil },
  current: { locale, words, href },
}: {
  meta: Pick<AdvisoryMeta, "id" | "tlp" | "embargoUntil">;
  current: CurrentWords;
}) {
  if (tlp === "CLEAR")
    return (
      <Callout tone="info" title={words("restricted.tlp.public")} locale={locale}>
        <p>
          {words("restricted.portal.publicText")}{" "}
          <a href={href(`/advisories/${id}`)}>{words("restricted.portal.publicLink")}</a>
        </p>
      </Callout>
    );
  return (
    <Callout tone="warning" title={words("restricted.tlp.title", { tlp })} locale={locale}>
      <p>{words(permits[tlp])}</p>
      {embargoUntil === null ? null : (
        <p>
          {words("restricted.tlp.until")}: <TimeText value={embargoUntil} locale={locale} />
        </p>
      )}
      <p>
        <a href="https://www.first.org/tlp/">{words("restricted.tlp.source")}</a>
      </p>
    </Callout>
  );
}
