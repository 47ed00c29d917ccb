import { describe, expect, test } from "vitest";
import { changeKinds } from "@/server/subprocessors/changes/lifecycle";
import type { RegisterEntry } from "@/server/subprocessors/register";
import { type ChangeNotice, changeNotice, noticeAudiences, withdrawalNotice } from "./wording";

const before: RegisterEntry = {
  ...{ id: "old", name: "Old Cloud Ltd", role: "Hosting", purpose: "Keeps backups", dataCategories: null },
  ...{ location: "EU (Frankfurt)", transferMechanism: null, certifications: "ISO 27001", since: null },
};
const after: RegisterEntry = { ...before, location: "USA", transferMechanism: "SCCs" };
const addresses = {
  change: "https://trust.example/subprocessors/changes/1",
  objections: "https://trust.example/portal/objections",
};
const amendment: ChangeNotice = {
  change: {
    ...{ kind: "amendment", previous: before, entry: after, waits: true, noticeDays: 45 },
    ...{ reasons: "They moved.\nWe follow.", assessment: "Low risk.", alternatives: "Stay in the EU." },
  },
  relation: "touches",
  earliestEffectiveAt: new Date("2027-01-10T09:30:00Z"),
  publisher: { name: "Acme", legalName: "Acme Holdings Ltd" },
  urls: addresses,
  orderForms: ["OF-1", "OF-2"],
  locale: "en",
};
const textOf = (given: Partial<ChangeNotice> = {}) => changeNotice({ ...amendment, ...given }).text;
const changed = (given: Partial<ChangeNotice["change"]>) => ({ change: { ...amendment.change, ...given } });

describe("a notice of an amendment", () => {
  test("says what changes field by field, why, the assessment, the alternatives and the times", () => {
    expect(changeNotice(amendment).subject).toBe("Acme: a change of the sub-processor Old Cloud Ltd");
    expect(textOf()).toBe(`Acme Holdings Ltd gives notice of a change of the sub-processor Old Cloud Ltd.

This touches your order forms OF-1, OF-2.

WHAT CHANGES
Location: until then “EU (Frankfurt)”, from then on “USA”
Transfer mechanism: until then “not stated by the publisher”, from then on “SCCs”

WHY
They moved.
We follow.

DATA-PROTECTION ASSESSMENT
Low risk.

ALTERNATIVES FOR THOSE WHO OBJECT
Stay in the EU.

WHEN IT TAKES EFFECT
No earlier than 45 days of 24 hours after this notice has reached the last customer. For you that is not before 10 January 2027, 09:30 UTC.
The exact time stands on the page of the change as soon as it is fixed:
https://trust.example/subprocessors/changes/1

HOW TO OBJECT
You can object on grounds of data protection until the change takes effect for you: that moment is your last. Sign in to see it and to file your objection:
https://trust.example/portal/objections

— Acme trust centre
`);
  });

  test("in Norwegian is Norwegian around the publisher's own words", () => {
    const { subject, text } = changeNotice({ ...amendment, locale: "nb" });
    expect(subject).toBe("Acme: en endring av underdatabehandleren Old Cloud Ltd");
    expect(text).toContain("Sted: fram til da «EU (Frankfurt)», fra da av «USA»");
    expect(text).toContain("10. januar 2027, 09:30 UTC");
    expect(text).toContain("They moved.\nWe follow.");
    expect(text).not.toMatch(/\b(until then|object|order form)\b/);
  });

  test("that waits for nothing says so, and promises no time for objections", () => {
    const text = textOf(changed({ entry: { ...before, certifications: null }, waits: false }));
    expect(text).toContain("wait for nothing, but you are told of them");
    expect(text).toContain("has no time for objections");
    expect(text).not.toContain("45 days");
    expect(text).not.toContain("portal/objections");
  });
});

describe("each audience", () => {
  test.each([
    ["touches", "This touches your order forms OF-1, OF-2."],
    ["stays_excluded", "so Old Cloud Ltd stays excluded for you unless you agree to it"],
    ["does_not_touch", "this does not touch your order forms OF-1, OF-2. You are told all the same."],
    ["subscriber", "Every customer gets this notice"],
  ] as const)("%s reads its own sentence", (relation, sentence) => expect(textOf({ relation })).toContain(sentence));

  test("without order forms, and with one, reads a whole sentence", () => {
    expect(textOf({ orderForms: [] })).toContain("This touches the services that you use.");
    expect(textOf({ orderForms: ["OF-9"] })).toContain("This touches your order form OF-9.");
  });

  test("who subscribed is told nothing of order forms and how customers object", () => {
    const text = textOf({ relation: "subscriber", orderForms: [], earliestEffectiveAt: null });
    expect(text).toContain("A customer can object");
    expect(text).not.toContain("For you that is not before");
  });
});

describe.each(changeKinds)("the notice of a kind: %s", (kind) => {
  const entry = kind === "removal" ? null : { ...after, name: "New Cloud Inc" };
  const previous = kind === "addition" ? null : before;
  const waits = kind !== "removal";

  test.each(noticeAudiences)("for %s is whole in both languages, and its subject is one line", (relation) => {
    for (const locale of ["en", "nb"] as const) {
      const { subject, text } = changeNotice({
        ...amendment,
        ...changed({ kind, entry, previous, waits }),
        relation,
        locale,
      });
      expect(subject).not.toMatch(/[\r\n{}]/);
      expect(text).not.toMatch(/[{}]|undefined|null/);
      for (const name of [entry?.name, kind === "replacement" ? before.name : undefined])
        if (name) expect(text).toContain(name);
    }
  });

  test("withdrawn is told with its reason and asks for nothing", () => {
    const notice = { ...amendment, change: { kind, previous, entry }, reason: "They declined.\nWe stay." };
    const { subject, text } = withdrawalNotice(notice);
    expect(subject).toContain("is withdrawn");
    expect(text).toContain("They declined.\nWe stay.");
    expect(text).toContain("You need to do nothing.");
    expect(withdrawalNotice({ ...notice, locale: "nb" }).text).toContain("Dere trenger ikke å gjøre noe.");
  });
});

test("a name with a line break, or markup, stays one harmless line of the subject", () => {
  const entry = { ...after, name: "Evil\r\nBcc: x@y.example <b>" };
  expect(changeNotice({ ...amendment, ...changed({ kind: "addition", previous: null, entry }) }).subject).toBe(
    "Acme: Evil Bcc: x@y.example <b> will become a sub-processor",
  );
});
