/** Said before anybody can sign. The signature is a simple electronic one (eIDAS art. 3(10)), and no more is claimed. */
export function WhatSigningMeans({ publisherName }: { publisherName: string }) {
  return (
    <section className="prose max-w-[46rem]" aria-labelledby="meaning">
      <h2 id="meaning">What signing means</h2>
      <ul>
        <li>
          You sign for your company. Your one signature covers all its people; each of them reads and acknowledges the
          agreement once.
        </li>
        <li>
          It is a simple electronic signature: ticking the boxes and pressing the button counts as your signature.
        </li>
        <li>
          We keep as evidence: the exact text and its SHA-256, your name, job title and e-mail address, how and when you
          signed in, what you agreed to, the time, your network address and your browser.
        </li>
        <li>
          A record of it is made as a PDF under {publisherName}’s own electronic seal, which shows any later change. It
          is mailed to you and to {publisherName}, and stays on this page.
        </li>
        <li>A later signature takes the place of an earlier one; the earlier record is kept as it was.</li>
      </ul>
    </section>
  );
}
