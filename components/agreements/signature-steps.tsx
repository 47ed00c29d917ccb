import type { CurrentWords } from "@/server/access/current-words";
import type { PresentationView } from "@/server/agreements/queries";
import { Callout } from "../ui/callout";
import { Hash } from "../ui/hash";
import { SummaryList } from "../ui/summary-list";
import { TimeText } from "../ui/time-text";
import { ConfirmIdentityForm, SignForm } from "./agreement-forms";

/** What is about to be signed, by whom, and how long this page can be signed from. */
export function PresentedFacts({
  presentation,
  current: { locale, words },
}: {
  presentation: PresentationView;
  current: CurrentWords;
}) {
  const { registeredName, name, title, email, version, specimen, textSha256, expiresAt, signed } = presentation;
  const textHash = words("agreements.signature.textHash");
  const until = { term: words("agreements.page.until"), detail: <TimeText value={expiresAt} locale={locale} /> };
  return (
    <div className="max-w-[46rem]">
      <SummaryList
        rows={[
          { term: words("agreements.page.company"), detail: registeredName },
          { term: words("agreements.page.signatory"), detail: `${name}, ${title} (${email})` },
          {
            term: words("agreements.page.version"),
            detail: specimen ? words("agreements.specimenVersion", { version }) : version,
          },
          { term: textHash, detail: <Hash value={textSha256} kind={textHash} locale={locale} /> },
          ...(signed ? [] : [until]),
        ]}
      />
    </div>
  );
}

export function SignSection({
  presentationId,
  consent,
  authority,
  email,
  current,
}: {
  presentationId: string;
  consent: string;
  authority: string;
  email: string;
  current: CurrentWords;
}) {
  const { words, href } = current;
  return (
    <section className="grid max-w-[46rem] gap-4" aria-labelledby="signing">
      <h2 id="signing">{words("agreements.page.sign")}</h2>
      <SignForm presentationId={presentationId} consent={consent} authority={authority} current={current} />
      <p>
        <a href={href("/portal/nda")}>{words("agreements.page.leave")}</a>
      </p>
      {/* Always there, because the sign-in can become too old while the page is being read. */}
      <h3 className="mt-4">{words("agreements.page.staleTitle")}</h3>
      <p>
        {words("agreements.page.stale")} {words("agreements.identity.mailed", { email })}
      </p>
      <ConfirmIdentityForm presentationId={presentationId} tone="secondary" current={current} />
    </section>
  );
}

/** Instead of the signature, where the sign-in is too old for it. */
export function ConfirmIdentitySection({
  presentationId,
  email,
  current,
}: {
  presentationId: string;
  email: string;
  current: CurrentWords;
}) {
  const { words } = current;
  return (
    <section className="grid max-w-[46rem] gap-4" aria-labelledby="identity-title">
      <h2 id="identity-title">{words("agreements.identity.title")}</h2>
      <p>
        {words("agreements.identity.lead")} {words("agreements.identity.mailed", { email })}
      </p>
      <ConfirmIdentityForm presentationId={presentationId} tone="primary" current={current} />
    </section>
  );
}

export function AlreadySigned({ current: { locale, words, href } }: { current: CurrentWords }) {
  return (
    <Callout tone="success" title={words("agreements.page.signedTitle")} locale={locale}>
      <p>{words.rich("agreements.page.signed", { link: (text) => <a href={href("/portal/nda")}>{text}</a> })}</p>
    </Callout>
  );
}
