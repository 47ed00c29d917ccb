import type { PresentationView } from "@/server/agreements/queries";
import { Callout } from "../ui/callout";
import { Hash } from "../ui/hash";
import { SummaryList } from "../ui/summary-list";
import { TimeText } from "../ui/time-text";
import { ConfirmIdentityForm, SignForm } from "./agreement-forms";

/** What is about to be signed, by whom, and how long this page can be signed from. */
export function PresentedFacts({ presentation }: { presentation: PresentationView }) {
  const { registeredName, name, title, email, version, specimen, textSha256, expiresAt, signed } = presentation;
  const until = { term: "Sign until", detail: <TimeText value={expiresAt} /> };
  return (
    <div className="max-w-[46rem]">
      <SummaryList
        rows={[
          { term: "Company", detail: registeredName },
          { term: "Signatory", detail: `${name}, ${title} (${email})` },
          { term: "Version", detail: specimen ? `${version}, specimen` : version },
          { term: "SHA-256 of the text", detail: <Hash value={textSha256} kind="SHA-256 of the text" /> },
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
}: {
  presentationId: string;
  consent: string;
  authority: string;
  email: string;
}) {
  return (
    <section className="grid max-w-[46rem] gap-4" aria-labelledby="signing">
      <h2 id="signing">Sign</h2>
      <SignForm presentationId={presentationId} consent={consent} authority={authority} />
      <p>
        <a href="/portal/nda">Leave without signing</a>
      </p>
      {/* Always there, because the sign-in can become too old while the page is being read. */}
      <h3 className="mt-4">If your sign-in has become too old</h3>
      <p>Signing wants a sign-in of the last 15 minutes. {mailedLink(email)}</p>
      <ConfirmIdentityForm presentationId={presentationId} tone="secondary" />
    </section>
  );
}

/** Instead of the signature, where the sign-in is too old for it. */
export function ConfirmIdentitySection({ presentationId, email }: { presentationId: string; email: string }) {
  return (
    <section className="grid max-w-[46rem] gap-4" aria-labelledby="identity-title">
      <h2 id="identity-title">Confirm that it is you</h2>
      <p>You signed in more than 15 minutes ago, and signing wants a newer sign-in. {mailedLink(email)}</p>
      <ConfirmIdentityForm presentationId={presentationId} tone="primary" />
    </section>
  );
}

const mailedLink = (email: string) =>
  `We mail a link to ${email}. Open it in this browser, press its button, and you come back to this page to sign.`;

export function AlreadySigned() {
  return (
    <Callout tone="success" title="This text is signed">
      <p>
        Nothing more is needed. <a href="/portal/nda">See the signature and its sealed record</a>.
      </p>
    </Callout>
  );
}
