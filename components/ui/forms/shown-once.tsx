import type { DoneAnswer } from "@/server/access/form-state";
import { Hash } from "../hash";
import type { Locale } from "../words";

/** What an answer alone shows, and the way on. It stands outside of what is announced: a secret is not read out unasked. */
export function ShownOnce({ answer: { shownOnce, next }, locale }: { answer: DoneAnswer; locale: Locale }) {
  if (shownOnce === undefined && next === undefined) return null;
  return (
    <div className="mb-6 grid max-w-[46rem] gap-4">
      {shownOnce === undefined ? null : (
        <div className="border-y border-hairline py-4">
          <p className="field-label">{shownOnce.label}</p>
          <p>
            <Hash value={shownOnce.value} kind={shownOnce.label} locale={locale} />
          </p>
        </div>
      )}
      {next === undefined ? null : (
        <p>
          <a href={next.href}>{next.label}</a>
        </p>
      )}
    </div>
  );
}
