import type { CurrentWords } from "@/server/access/current-words";
import { ButtonLink } from "../ui/button";
import { AcknowledgeForm, PresentForm } from "./agreement-forms";
import { WhatSigningMeans } from "./what-signing-means";

/** The signatory's part: what signing means, then who signs. Nothing is signed before the next page. */
export function SigningSection({
  publisherName,
  name,
  registeredName,
  again,
  current,
}: {
  publisherName: string;
  name: string;
  registeredName: string;
  again: boolean;
  current: CurrentWords;
}) {
  const { words } = current;
  return (
    <>
      <WhatSigningMeans publisherName={publisherName} words={words} />
      <section id="signatory" className="grid max-w-[46rem] gap-4" aria-labelledby="who-signs">
        <h2 id="who-signs">{words(again ? "agreements.who.againTitle" : "agreements.who.title")}</h2>
        {again ? <p>{words("agreements.who.again")}</p> : null}
        <p>{words("agreements.who.nothingYet")}</p>
        <PresentForm name={name} registeredName={registeredName} again={again} current={current} />
      </section>
    </>
  );
}

/** For a signatory of an account that has signed. A newer version of the text is offered, not forced. */
export function SignAgainOffer({
  signedVersion,
  currentVersion,
  current: { words, href },
}: {
  signedVersion: string;
  currentVersion: string;
  current: CurrentWords;
}) {
  const newer = signedVersion !== currentVersion;
  const versions = { signed: signedVersion, current: currentVersion };
  return (
    <section className="grid max-w-[44rem] gap-3" aria-labelledby="again">
      <h2 id="again">{newer ? words("agreements.again.newerTitle", versions) : words("agreements.again.title")}</h2>
      <p>{newer ? words("agreements.again.newer", versions) : words("agreements.again.same")}</p>
      <div className="button-row">
        <ButtonLink href={href("/portal/nda?again=yes#signatory")}>
          {newer ? words("agreements.again.newerLink", versions) : words("agreements.again.link")}
        </ButtonLink>
      </div>
    </section>
  );
}

export function AcknowledgeSection({ publisherName, current }: { publisherName: string; current: CurrentWords }) {
  const { words } = current;
  return (
    <section id="acknowledge" className="grid max-w-[46rem] gap-4" aria-labelledby="acknowledging">
      <h2 id="acknowledging">{words("agreements.acknowledge.title")}</h2>
      <p>{words("agreements.acknowledge.lead")}</p>
      <AcknowledgeForm publisherName={publisherName} current={current} />
    </section>
  );
}
