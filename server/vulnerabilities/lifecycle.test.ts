import { describe, expect, test } from "vitest";
import { VulnerabilityState } from "@/server/platform/generated/prisma/enums";
import { isClosed, isReportState, mayFollow, type ReportState, reportStates, transitions } from "./lifecycle";

describe("the life of a report", () => {
  test("has the states that the database has", () => {
    expect([...reportStates].sort()).toEqual(Object.values(VulnerabilityState).sort());
    expect(isReportState("received")).toBe(true);
    expect(isReportState("constructor")).toBe(false);
  });

  test("is not resolved before it was accepted", () => {
    const before = reportStates.filter((state) => mayFollow(state, "resolved"));
    expect(before).toEqual(["accepted"]);
  });

  test("can be declined from every open state, and a closed one opened again only by triage", () => {
    for (const state of reportStates)
      if (isClosed(state)) expect(transitions[state]).toEqual(["triaging"]);
      else expect(mayFollow(state, "declined"), state).toBe(true);
  });

  test("never stays where it is nor starts again", () => {
    for (const state of reportStates) {
      expect(mayFollow(state, state)).toBe(false);
      expect(mayFollow(state, "received")).toBe(false);
    }
    const reached = new Set<ReportState>(["received"]);
    for (const state of reached) for (const next of transitions[state]) reached.add(next);
    expect(reached.size).toBe(reportStates.length);
  });
});
