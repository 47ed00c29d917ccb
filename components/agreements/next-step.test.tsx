import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { currentIn } from "@/server/words/testing/current";
import { nextStep, type StepFacts } from "./next-step";
import { NextStepSection } from "./next-step-section";

const current = currentIn("en");
const person = (name: string) => ({ name, email: `${name}@customer.example` });

function facts(changed: Partial<StepFacts>): StepFacts {
  return {
    ...{ standing: "unsigned", published: true, outdated: false },
    ...{ maySign: false, mayDownload: false, managesTeam: false },
    ...{ publisherName: "Vendor", publisherMail: null, signatories: [], admins: [] },
    ...changed,
  };
}

describe("the next step of an unsigned account", () => {
  it("is signing, for a signatory", () => {
    expect(nextStep(facts({ maySign: true }), current.words).link?.href).toBe("/portal/nda");
  });

  it("is asking the signatories by name, for anybody else", () => {
    const step = nextStep(facts({ signatories: [person("Ωλγα")], admins: [person("Adam")] }), current.words);
    expect(step.people).toEqual([person("Ωλγα")]);
    expect(step.link).toBeUndefined();
  });

  it("is naming a signatory where there is none: the admin does it, else is asked", () => {
    expect(nextStep(facts({ managesTeam: true }), current.words).link?.href).toBe("/portal/team");
    expect(nextStep(facts({ admins: [person("Adam")] }), current.words).people).toEqual([person("Adam")]);
  });

  it("is writing to the publisher where there is no admin, at the address it states or at none", () => {
    expect(nextStep(facts({ publisherMail: "trust@vendor.example" }), current.words).text).toContain(
      "Vendor at trust@vendor.example to name",
    );
    expect(nextStep(facts({}), current.words).text).toContain("Ask Vendor to name");
  });

  it("says that a new version asks again", () => {
    for (const maySign of [true, false])
      expect(nextStep(facts({ maySign, outdated: true }), current.words).text).toContain("new version");
    expect(nextStep(facts({ maySign: true }), current.words).text).not.toContain("new version");
  });

  it("is nothing while the publisher has published no agreement", () => {
    expect(nextStep(facts({ published: false, maySign: true }), current.words).link).toBeUndefined();
  });
});

describe("the next step of a signed account", () => {
  it("is the acknowledgement, whoever it is", () => {
    expect(
      nextStep(facts({ standing: "unacknowledged", maySign: true, mayDownload: true }), current.words).link?.href,
    ).toContain("#acknowledge");
  });

  it("is the pack, and without the right to download whom to ask for it", () => {
    expect(nextStep(facts({ standing: "ready", mayDownload: true }), current.words).people).toEqual([]);
    const step = nextStep(
      facts({ standing: "ready", admins: [person("Adam")], signatories: [person("Siv")] }),
      current.words,
    );
    expect(step.people).toEqual([person("Adam")]);
    expect(step.text).toContain("reviewer or signatory");
    expect(nextStep(facts({ standing: "ready", managesTeam: true }), current.words).text).toContain("As an admin");
  });
});

describe("the section", () => {
  it("lists whom to write to, as text and not as markup", () => {
    const html = renderToStaticMarkup(
      <NextStepSection
        step={nextStep(facts({ signatories: [person("<b>Siv</b>")] }), current.words)}
        current={current}
      />,
    );
    expect(html).toContain("&lt;b&gt;Siv");
    expect(html).not.toContain("button-row");
  });

  it("leaves the link out on the page that it would lead to", () => {
    const step = nextStep(facts({ maySign: true }), current.words);
    expect(renderToStaticMarkup(<NextStepSection step={step} current={current} />)).toContain('href="/portal/nda"');
    expect(renderToStaticMarkup(<NextStepSection step={step} linked={false} current={current} />)).not.toContain(
      "href",
    );
  });
});
