import { describe, expect, it } from "vitest";
import { documentLimits } from "@/server/vault/policy";
import { fileProblem, progressInWords, uploadOutcome } from "./upload-rules";

describe("fileProblem", () => {
  it.each([
    [null, /Choose a file/],
    [{ name: "", size: 0 }, /Choose a file/],
    [{ name: "report.pdf", size: 0 }, /empty/],
    [{ name: "REPORT.PDF", size: documentLimits.pdfBytes + 1 }, /A PDF may have at most 50 MB; this one has 52 MB/],
    [{ name: "data.zip", size: documentLimits.otherBytes + 1 }, /at most 2 GB; this one has 2.1 GB/],
  ])("refuses %j", (file, sentence) => {
    expect(fileProblem(file, "en")).toMatch(sentence);
  });

  it("takes a file of just the limit, and a large one that is no PDF", () => {
    expect(fileProblem({ name: "отчёт.pdf", size: documentLimits.pdfBytes }, "en")).toBeNull();
    expect(fileProblem({ name: "pdf.zip", size: documentLimits.pdfBytes + 1 }, "en")).toBeNull();
    expect(fileProblem({ name: "data.zip", size: documentLimits.otherBytes }, "en")).toBeNull();
  });
});

describe("progressInWords", () => {
  it.each([
    [0, "0 % of 10 MB sent"],
    [1_048_575, "0 % of 10 MB sent"],
    [1_048_576, "10 % of 10 MB sent"],
    [10_485_759, "90 % of 10 MB sent"],
    [10_485_760, "Sent. It is being checked and encrypted."],
  ])("after %i bytes: %s", (sent, words) => {
    expect(progressInWords(sent, 10_485_760, "en")).toBe(words);
  });
});

describe("uploadOutcome", () => {
  it("follows only the address of a document of this desk", () => {
    const location = "/desk/documents/0190c1d2-0000-7000-8000-000000000000?done=published";
    expect(uploadOutcome(201, JSON.stringify({ location }), "en")).toEqual({ location });
    for (const elsewhere of ["https://evil.example/", "//evil.example", "javascript:alert(1)", 7, null])
      expect(uploadOutcome(201, JSON.stringify({ location: elsewhere }), "en")).toHaveProperty("problem");
  });

  it("gives the server's own sentence where it refused the file", () => {
    expect(uploadOutcome(422, '{"problem":"The PDF wants a password."}', "en")).toEqual({
      problem: "The PDF wants a password.",
    });
  });

  it.each([
    [0, "", /connection broke/],
    [200, "<!doctype html><title>Sign in</title>", /signed out/],
    [404, "There is no such page.", /may no longer publish/],
    [422, '{"problem":', /wrong on our side/],
    [422, "null", /wrong on our side/],
    [500, "Something", /wrong on our side/],
  ])("says what status %i means", (status, body, sentence) => {
    const outcome = uploadOutcome(status, body, "en");
    expect("problem" in outcome && outcome.problem).toMatch(sentence);
  });
});
