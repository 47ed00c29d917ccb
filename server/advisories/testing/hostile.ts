/** Advisories whose every text is one that a format could stumble over. */
import type { Advisory } from "@/server/content/advisories";

export const hostileTitles: readonly string[] = [
  `</title></item>]]><script>alert("1")</script>`,
  "&amp; &lt;b&gt; &#x202e; &undefined; %entity;",
  `]]> ]]]]><![CDATA[> <!-- --> <?xml version="1.0"?> <!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>&e;`,
  "paid\u202Egnp.exe \u2066hidden\u2069 \u061c\u200f",
  "\u{1f600}\u{1f469}\u200d\u{1f4bb} 株式会社 שלום \u0627\u0644",
  "𝒳".repeat(100),
  "title ".repeat(33).trim(),
  "line\nbreak\ttab \u0085 \u2028 \u2029",
  "control \u0000\u0007\u001b\u009f and half \ud83d a pair",
  `"quoted" 'single' \\ \\n \${x} {{x}} %00`,
];

/** @returns the same advisory with the text in every place that takes free words; the name of a weakness is not free */
export function madeHostile(advisory: Advisory, text: string): Advisory {
  const { meta } = advisory;
  return {
    ...advisory,
    body: `${text}\n`,
    meta: {
      ...meta,
      title: text.slice(0, 200),
      summary: text,
      products: meta.products.map((product) => ({ ...product, name: text })),
      remediations: meta.remediations.map((remediation) => ({ ...remediation, details: text })),
      timeline: meta.timeline.map(({ at }) => ({ at, event: text })),
      credits: [{ name: text, organisation: text, consent: true }],
      references: meta.references.map((reference) => ({ ...reference, title: text })),
      revisions: meta.revisions.map((revision) => ({ ...revision, summary: text })),
    },
  };
}
