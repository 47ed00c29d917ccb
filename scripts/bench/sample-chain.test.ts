import { describe, expect, it } from "vitest";
import { sampleChain, verifyRows } from "./sample-chain";

describe("the sample chain", () => {
  it("is one that the verifier takes", () => {
    expect(() => verifyRows(sampleChain(50))).not.toThrow();
  });

  it("is really verified: a changed byte, a lost or a moved event is seen", () => {
    const rows = sampleChain(5);
    const [first, second, ...rest] = rows;
    if (first === undefined || second === undefined) throw new Error("the chain is too short");
    const altered = { ...second, payload: Buffer.from(second.payload).fill(0, 0, 1) };
    expect(() => verifyRows([first, altered, ...rest])).toThrow("a column");
    expect(() => verifyRows([first, ...rest])).toThrow("missing");
    expect(() => verifyRows([second, first, ...rest])).toThrow();
  });
});
