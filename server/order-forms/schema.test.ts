import { expect, it } from "vitest";
import { newOrderFormInput } from "@/server/order-forms/schema";
import { wordsIn } from "@/server/words/words";

const schema = newOrderFormInput(wordsIn("en"));
const typed = {
  ...{ accountId: "019ad000-0000-7000-8000-000000000000", reference: " OF-1 ", regions: "EU" },
  ...{ services: "One\r\n\r\nTwo\nOne", contactName2: "Łukasz Żółć", contactEmail2: "Lukasz@Kunde.example" },
};
const fields = (changes: Record<string, unknown>) =>
  schema.safeParse({ ...typed, ...changes }).error?.issues.map((issue) => issue.path[0]) ?? [];

it("takes one ticked box, one service a line, and the rows that are filled in", () => {
  expect(schema.parse({ ...typed, approvedSubProcessors: ["cloud"] })).toMatchObject({
    ...{ reference: "OF-1", regions: ["EU"], services: ["One", "Two"], restricted: false, approvedSubProcessors: [] },
    contacts: [{ name: "Łukasz Żółć", email: "lukasz@kunde.example" }],
  });
});

it.each([
  [{ reference: "" }, "reference"],
  [{ reference: "x".repeat(61) }, "reference"],
  [{ contactEmail2: "nobody" }, "contactEmail2"],
  [{ contactEmail2: "" }, "contactEmail2"],
  [{ contactName2: "x".repeat(121) }, "contactName2"],
  [{ contactName4: "Again", contactEmail4: "lukasz@kunde.example" }, "contactEmail4"],
  [{ services: "x".repeat(121) }, "services"],
])("names the field to mend: %j", (changes, field) => {
  expect(fields(changes)).toEqual([field]);
});

it("names what is wrong with the contacts beside what is wrong elsewhere", () => {
  expect(fields({ reference: "", contactEmail2: "nobody" })).toEqual(["reference", "contactEmail2"]);
});

it("takes 60 characters of a reference", () => {
  expect(fields({ reference: "x".repeat(60) })).toEqual([]);
});

it("says how long a name may be", () => {
  const { error } = schema.safeParse({ ...typed, contactName2: "x".repeat(121) });
  expect(error?.issues[0]?.message).toBe("Use at most 120 characters.");
});

it("takes a mailbox without a name, and no contact at all", () => {
  expect(schema.parse({ ...typed, contactName2: " " }).contacts).toEqual([{ name: "", email: "lukasz@kunde.example" }]);
  expect(schema.parse({ ...typed, contactName2: "", contactEmail2: " " }).contacts).toEqual([]);
});
