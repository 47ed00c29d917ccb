// csp_evaluator, over the policy that each page is sent with.
import { loadTool, versionOf } from "../tools.mjs";

export const csp = {
  name: "csp",
  asks: "csp_evaluator: nothing high or medium",
  tools: () => [versionOf("csp_evaluator")],
  async judge(_site, pages, found) {
    const { CspEvaluator } = await loadTool("csp_evaluator/dist/evaluator.js");
    const { CspParser } = await loadTool("csp_evaluator/dist/parser.js");
    const { Severity } = await loadTool("csp_evaluator/dist/finding.js");
    for (const { path, headers } of pages) {
      const policy = headers.get("content-security-policy");
      if (policy === null) {
        found(path, "there is no policy");
        continue;
      }
      for (const { severity, directive, value, description } of new CspEvaluator(new CspParser(policy).csp).evaluate())
        if (severity <= Severity.HIGH_MAYBE)
          found(path, `${Severity[severity]}: ${description}`, `${directive} ${value ?? ""}`);
    }
  },
};
