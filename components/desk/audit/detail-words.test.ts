import { expect, it } from "vitest";
import { wordsIn } from "@/server/words/words";
import { detailRows, hashRows } from "./detail-words";

const words = wordsIn("en");

it("says what an event tells, and leaves out what is empty", () => {
  const rows = detailRows(
    {
      email: "a•••@kunde.example",
      roles: ["on_call_manager", "dpo"],
      class: "named_accounts",
      specimen: true,
      number: 3,
      domain: null,
      documents: [],
    },
    words,
  );
  expect(rows.map(({ term, text }) => `${term}: ${text}`)).toEqual([
    "Person: a•••@kunde.example",
    "Version: 3",
    "Specimen: yes",
    "Readers: named accounts",
    "Roles: on call manager, dpo",
  ]);
});

it("shows a name that it does not know as it is, also one that objects inherit", () => {
  expect(detailRows({ toString: "x", newFact: "Ωμέγα" }, words)).toEqual([
    { term: "toString", text: "x" },
    { term: "newFact", text: "Ωμέγα" },
  ]);
});

it("leaves underscores that a person wrote", () => {
  expect(detailRows({ reason: "see file_name_2 there" }, words)[0]?.text).toBe("see file_name_2 there");
});

it("keeps digests apart from what is read", () => {
  const details = { textSha256: "ab", sha256: "cd", version: "1.0" };
  expect(detailRows(details, words)).toEqual([{ term: "Version", text: "1.0" }]);
  expect(hashRows(details, words).map((row) => row.text)).toEqual(["ab", "cd"]);
});
