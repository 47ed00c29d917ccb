import { describe, expect, test } from "vitest";
import { cvss, revisionsOf, sampleAdvisory } from "@/server/advisories/testing/sample-advisory";
import { concerned } from "./concerned";
import { hearing } from "./severity";
import { type AdvisoryMail, digestMail, publicMail, restrictedMail } from "./wording";

const publisher = { name: "Publisher", legalName: "Publisher Ltd" };
const url = "https://trust.publisher.example/advisories/x";

function mailOf(advisory: ReturnType<typeof sampleAdvisory>, given: Partial<AdvisoryMail> = {}): AdvisoryMail {
  const revision = advisory.meta.revisions.at(-1);
  if (revision === undefined) throw new Error("it has no revision");
  return { advisory, revision, revised: false, publisher, url, locale: "en", ...given };
}

describe("what is mailed of a public advisory", () => {
  test("is what it is, how severe, what it is about, what to do and where it stands", () => {
    const advisory = sampleAdvisory({ cvss: [cvss.high, { vector: v4, score: 9.3 }] });
    const { subject, text } = publicMail(mailOf(advisory), []);
    expect(subject).toBe(`Publisher: security advisory ${advisory.meta.id}: Export leaks <b>rows</b>`);
    for (const said of [
      ...["Publisher Ltd has published a security advisory.", "Rows leak.", "Severity: Critical, CVSS 9.3"],
      ...["Sample Export: affected 1.0.0 to before 1.4.2; fixed in 1.4.2", "Fix: Install 1.4.2.", url],
    ])
      expect(text).toContain(said);
    expect(text).not.toContain("It concerns");
    expect(text).not.toContain("invented");
  });

  test("says what of an account's orders it concerns, what a revision changed, and what is a demonstration", () => {
    const advisory = sampleAdvisory(
      { revisions: revisionsOf(["2026-11-01T09:00:00Z"], ["2026-11-02T09:00:00Z"]) },
      true,
    );
    const { subject, text } = publicMail(mailOf(advisory, { revised: true }), ["Sample Export"]);
    expect(subject).toContain("revised security advisory");
    expect(text).toContain("What changed: Change 2.");
    expect(text).toContain("It concerns what your company has ordered: Sample Export.");
    expect(text).toContain("This advisory is invented");
  });

  test("is in Norwegian for who reads Norwegian, with the publisher's own words as they are", () => {
    const { subject, text } = publicMail(mailOf(sampleAdvisory({ title: "Ærlig feil 漏洞" }), { locale: "nb" }), []);
    expect(subject).toContain("sikkerhetsvarsel");
    expect(subject).toContain("Ærlig feil 漏洞");
    expect(text).toContain("Alvorlighet: Høy, CVSS 7.5");
    expect(text).toContain("HVA DERE BØR GJØRE");
  });

  test("has a subject of one line, whatever the title holds", () => {
    const { subject } = publicMail(
      mailOf(sampleAdvisory({ title: "One\r\nBcc: all@customer.example\u2028two\u202e" })),
      [],
    );
    expect(subject).not.toMatch(/[\r\n\u2028\u202e]/);
  });

  test("of a retrospective names no products that it does not have", () => {
    const advisory = sampleAdvisory({
      ...{ kind: "retrospective", products: [], remediations: [], cvss: [] },
      retrospective: {
        ...{ class: "P1", customerImpact: "Slow.", discoveredAt: "2026-10-01T09:00:00Z", rootCause: "A disk." },
        ...{ detectedAt: "2026-10-01T09:00:00Z", containedAt: null, notifiedAt: null, recoveredAt: null, actions: [] },
      },
    });
    const { subject, text } = publicMail(mailOf(advisory), []);
    expect(subject).toContain(`retrospective ${advisory.meta.id}`);
    expect(text).toContain("Severity: not stated");
    expect(text).not.toContain("PRODUCTS");
    expect(text).not.toContain("WHAT TO DO");
  });
});

const v4 = "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N";

test("of a restricted advisory mail says the id, the TLP, the severity and where to read it, and nothing it is about", () => {
  const advisory = sampleAdvisory({ tlp: "AMBER+STRICT" });
  const { subject, text } = restrictedMail(mailOf(advisory), "AMBER+STRICT");
  expect(subject).toBe(`Publisher: restricted advisory ${advisory.meta.id}`);
  for (const said of [`Id: ${advisory.meta.id}`, "TLP:AMBER+STRICT", "Severity: High", url])
    expect(text).toContain(said);
  for (const kept of ["Export", "Rows", "1.4.2", "CVSS", "Change 1"]) expect(`${subject}${text}`).not.toContain(kept);
});

test("a digest lists each advisory with its severity and its address", () => {
  const listed = [
    sampleAdvisory({ title: "First" }),
    sampleAdvisory({ title: "Demonstration: second", cvss: [] }, true),
  ];
  const { subject, text } = digestMail(
    publisher,
    listed.map((advisory) => ({ advisory, url: `${url}/${advisory.meta.id}` })),
    "en",
  );
  expect(subject).toBe("Publisher: 2 security advisories of the last day");
  for (const { meta } of listed) {
    expect(text).toContain(meta.title);
    expect(text).toContain(`${url}/${meta.id}`);
  }
  expect(text.match(/invented/g)).toHaveLength(1);
  const [one] = listed.map((advisory) => digestMail(publisher, [{ advisory, url }], "nb"));
  expect(one?.subject).toBe("Publisher: ett sikkerhetsvarsel fra det siste døgnet");
});

test("a severity is heard by those whose minimum it reaches; one that is not stated by those who want all", () => {
  expect(hearing("critical")).toEqual(["low", "medium", "high", "critical"]);
  expect(hearing("medium")).toEqual(["low", "medium"]);
  expect(hearing(null)).toEqual(["low"]);
});

test("an account is concerned where it has ordered something that is called as a product or its id", () => {
  const services = new Map([
    ["a", ["SAMPLE export ", "Something else"]],
    ["b", ["sample-export"]],
    ["c", ["Sample Exports", "Export"]],
    ["d", []],
  ]);
  const found = concerned(sampleAdvisory().meta, services);
  expect([...found]).toEqual([
    ["a", ["SAMPLE export "]],
    ["b", ["sample-export"]],
  ]);
  const nordic = {
    id: "oy",
    name: "Ærlig Øy",
    affected: [],
    fixed: ["1.0.0"],
    notAffected: [],
    underInvestigation: [],
  };
  expect(concerned(sampleAdvisory({ products: [nordic] }).meta, new Map([["n", ["ÆRLIG øy"]]])).has("n")).toBe(true);
});
