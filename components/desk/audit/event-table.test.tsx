import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { EventView } from "@/server/audit/queries";
import { currentIn } from "@/server/words/testing/current";
import { EventTable } from "./event-table";

const event: EventView = {
  id: "e1",
  sequence: 7n,
  at: new Date("2026-11-22T12:00:00Z"),
  kind: "download",
  label: "Copy downloaded",
  actorId: "p1",
  accountId: "a1",
  details: { downloadId: "D-7K3F-9QXM-2HTA-WW01", documents: ["<b>Secret</b>"] },
  position: 12n,
  leafHash: "ab".repeat(32),
};
const render = (events: EventView[], names: [string, string][] = []) =>
  renderToStaticMarkup(<EventTable events={events} names={new Map(names)} current={currentIn("en")} />);

describe("EventTable", () => {
  it("names staff and accounts, and never a contact", () => {
    expect(render([event], [["p1", "Helen Staff"]])).toContain("Helen Staff");
    const html = render([event], [["a1", "Nordbank AS"]]);
    expect(html).toContain("A contact");
    expect(html).toContain("Nordbank AS");
  });

  it("gives the place in the chain, or says that it is not there yet", () => {
    expect(render([event])).toContain("ab".repeat(32));
    expect(render([{ ...event, position: null, leafHash: null }])).toContain("Not chained yet");
  });

  it("keeps details as text, and says where they were erased", () => {
    expect(render([event])).toContain("&lt;b&gt;Secret&lt;/b&gt;");
    expect(render([{ ...event, details: null }])).toContain("The details were erased.");
  });

  it("says what nobody signed in did", () => {
    expect(render([{ ...event, actorId: null, accountId: null }])).toContain("Nobody signed in");
  });
});
