import { describe, expect, it } from "vitest";
import { auditKinds } from "@/server/audit/kinds";
import type { EventView } from "@/server/audit/queries";
import { wordsIn } from "@/server/words/words";
import { actorAddresses, eventDetails, eventTitle, whoActed } from "./event-words";

function event(kind: string, details: EventView["details"], actorId: string | null = "somebody"): EventView {
  return {
    ...{ id: kind, sequence: 1n, at: new Date(0), kind, label: kind, actorId, accountId: "account", details },
    ...{ position: 0n, leafHash: "00" },
  };
}

const words = wordsIn("en");
const nobody: ReadonlyMap<string, string> = new Map();

describe("who acted", () => {
  it("is the reader, by the id and never by the address", () => {
    expect(whoActed(event("sign-out", {}, "me"), "me", nobody, words)).toBe("You");
    expect(whoActed(event("membership.revoked", { email: "me@a.example" }), "me", nobody, words)).not.toBe("You");
  });

  it("is the colleague whose address the event holds", () => {
    expect(whoActed(event("download", { email: "žofie@příklad.example" }), "me", nobody, words)).toBe(
      "žofie@příklad.example",
    );
  });

  it.each(["membership.granted", "membership.changed", "membership.revoked", "access.approved"])(
    "is not the person concerned: %s",
    (kind) => {
      expect(whoActed(event(kind, { email: "concerned@a.example" }), "me", nobody, words)).not.toContain("concerned");
    },
  );

  it("is found in another event of the list, and not from events about others", () => {
    const events = [
      event("sign-in", { email: "admin@a.example" }),
      event("membership.granted", { email: "new@a.example" }, "other"),
    ];
    const names = actorAddresses(events);
    expect([...names]).toEqual([["somebody", "admin@a.example"]]);
    expect(whoActed(event("membership.changed", { email: "new@a.example" }), "me", names, words)).toBe(
      "admin@a.example",
    );
    expect(whoActed(event("sign-out", {}), "me", names, words)).toBe("admin@a.example");
  });

  it("is the publisher for what only its people do", () => {
    expect(whoActed(event("download.traced", { downloadId: "D-0" }), "me", nobody, words)).toBe("The publisher");
    expect(whoActed(event("document.named", null, null), "me", nobody, words)).toBe("The publisher");
  });

  it("is nobody for what happens by itself, and a dash where it was erased", () => {
    expect(whoActed(event("agreement.sealed", { sha256: "ab" }, null), "me", nobody, words)).toBe("Automatic");
    expect(whoActed(event("agreement.sealed", null, null), "me", nobody, words)).toBe("—");
    expect(whoActed(event("sign-in", null), "me", nobody, words)).toBe("—");
  });
});

describe("the title of an event", () => {
  it("is in the language of the page, and what stands in the log for a kind without words", () => {
    expect(eventTitle(event("download", {}), wordsIn("nb"))).toBe("Kopi lastet ned");
    expect(eventTitle(event("something.new", {}), wordsIn("nb"))).toBe("something.new");
  });

  it.each(Object.entries(auditKinds))("is in English what stands in the log: %s", (kind, label) => {
    const said = eventTitle({ ...event(kind, {}), label }, words);
    expect(said).toBe(label.replaceAll("'", "’"));
  });
});

describe("the details of an event", () => {
  it("tell the id and every document of a download", () => {
    const details = {
      downloadId: "D-7K3F",
      email: "a@a.example",
      documents: ["Ἀρχιτεκτονική, version 2", "控制, version 1"],
    };
    expect(eventDetails(event("download", details), words)).toEqual([
      "Id D-7K3F",
      "Ἀρχιτεκτονική, version 2",
      "控制, version 1",
    ]);
  });

  it("tell version, signatory and hash of a signature", () => {
    const details = { version: "1.0", name: "Åse <b>", title: "CEO", textSha256: "ff00", email: "a@a.example" };
    expect(eventDetails(event("agreement.signed", details), words)).toEqual([
      "Version 1.0",
      "Signed by Åse <b>, CEO",
      "SHA-256 of the text ff00",
    ]);
  });

  it("leave out what an older event lacks", () => {
    expect(eventDetails(event("agreement.signed", { version: "1.0" }), words)).toEqual(["Version 1.0"]);
    expect(eventDetails(event("download", {}), words)).toEqual([]);
    expect(eventDetails(event("account.created", { legalName: "A Ltd", domain: null }), words)).toEqual(["A Ltd"]);
  });

  it("say when they were erased", () => {
    expect(eventDetails(event("sign-in", null), words)).toEqual(["The details were erased. The proof stays."]);
  });

  it("show the fields of a kind without words of its own, the address aside", () => {
    const details = { clientAddress: "::1", email: "a@a.example", count: 2, list: ["a", "b"], nothing: null };
    expect(eventDetails(event("constructor", details), words)).toEqual([
      "Client address: ::1",
      "Count: 2",
      "List: a, b",
    ]);
  });

  it.each(Object.keys(auditKinds))("never throw on empty details: %s", (kind) => {
    expect(eventDetails(event(kind, {}), words)).toEqual([]);
    expect(whoActed(event(kind, {}), "me", nobody, words)).not.toBe("");
  });
});
