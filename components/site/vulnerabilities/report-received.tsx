import { ButtonLink } from "@/components/ui/button";
import { Hash } from "@/components/ui/hash";
import { PageHeader } from "@/components/ui/page-header";
import type { CurrentWords } from "@/server/access/current-words";
import { reportPath } from "@/server/vulnerabilities/security-text";

/** Shown once, as the answer to the form: the reference stands in no address. */
export function ReportReceived({
  reference,
  mailed,
  current: { words, locale, href },
}: {
  reference: string;
  mailed: boolean;
  current: CurrentWords;
}) {
  return (
    <>
      <PageHeader title={words("vulnerability.received.title")} />
      <div className="max-w-xl space-y-10" role="status">
        <section aria-labelledby="reference" className="space-y-3">
          <h2 id="reference">{words("vulnerability.received.reference")}</h2>
          <p className="text-lg">
            <Hash value={reference} kind={words("vulnerability.status.reference")} locale={locale} />
          </p>
          <p>{words("vulnerability.received.keep")}</p>
          <p>{words(mailed ? "vulnerability.received.mailed" : "vulnerability.received.anonymous")}</p>
        </section>
        <section aria-labelledby="next" className="space-y-3">
          <h2 id="next">{words("vulnerability.received.next")}</h2>
          <p>{words("vulnerability.received.steps")}</p>
          <p>
            <ButtonLink href={href(`${reportPath}/status`)}>{words("vulnerability.received.follow")}</ButtonLink>
          </p>
        </section>
      </div>
    </>
  );
}
