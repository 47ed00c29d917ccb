import { ButtonLink } from "../ui/button";
import { AcknowledgeForm, PresentForm } from "./agreement-forms";
import { WhatSigningMeans } from "./what-signing-means";

/** The signatory's part: what signing means, then who signs. Nothing is signed before the next page. */
export function SigningSection({
  publisherName,
  name,
  registeredName,
  again,
}: {
  publisherName: string;
  name: string;
  registeredName: string;
  again: boolean;
}) {
  return (
    <>
      <WhatSigningMeans publisherName={publisherName} />
      <section id="signatory" className="grid max-w-[46rem] gap-4" aria-labelledby="who-signs">
        <h2 id="who-signs">{again ? "Who signs again" : "Who signs"}</h2>
        {again ? (
          <p>
            Your new signature takes the place of the earlier one. The earlier signature and its sealed record are kept
            as they are. You need this when the company’s name or its signatory has changed.
          </p>
        ) : null}
        <p>Nothing is signed yet: the next page shows the exact text with these details filled in.</p>
        <PresentForm name={name} registeredName={registeredName} again={again} />
      </section>
    </>
  );
}

/** For a signatory of an account that has signed. A newer version of the text is offered, not forced. */
export function SignAgainOffer({ signedVersion, currentVersion }: { signedVersion: string; currentVersion: string }) {
  const newer = signedVersion !== currentVersion;
  return (
    <section className="grid max-w-[44rem] gap-3" aria-labelledby="again">
      <h2 id="again">{newer ? `Version ${currentVersion} is published` : "Signing again"}</h2>
      <p>
        {newer
          ? `Your company’s signature of version ${signedVersion} still counts. You may sign version ${currentVersion} as well; it then takes its place.`
          : "As a signatory you may sign this version again, if the company’s name or its signatory has changed. The new signature takes the place of the earlier one, whose record is kept."}
      </p>
      <div className="button-row">
        <ButtonLink href="/portal/nda?again=yes#signatory">
          {newer ? `Read and sign version ${currentVersion}` : "Sign again"}
        </ButtonLink>
      </div>
    </section>
  );
}

export function AcknowledgeSection({ publisherName }: { publisherName: string }) {
  return (
    <section id="acknowledge" className="grid max-w-[46rem] gap-4" aria-labelledby="acknowledging">
      <h2 id="acknowledging">Confirm that you have read it</h2>
      <p>
        Your company has signed already, so you sign nothing. You confirm once that you have read the text above; this
        is recorded with your name and the time.
      </p>
      <AcknowledgeForm publisherName={publisherName} />
    </section>
  );
}
