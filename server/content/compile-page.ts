/**
 * Compiles a page's MDX with mdx-bundler. The compiled page is code that runs on the server, so pages come from the
 * repository or the operator's own content folder, never from the database or a form.
 */
import { createHash } from "node:crypto";
import { bundleMDX } from "mdx-bundler";
import remarkGfm from "remark-gfm";
import { checkPage, type PageOutline, type TreeNode } from "./check-page";
import type { Problem } from "./problems";

export interface CompiledPage extends PageOutline {
  /** For `getMDXComponent` of mdx-bundler. */
  readonly code: string;
}

interface Outcome {
  readonly page: CompiledPage | null;
  readonly problems: readonly Problem[];
}

/** The last outcome of each file, by the hash of its text: a pack that changed in one page compiles that page alone. */
const outcomes = new Map<string, { readonly hash: string; readonly outcome: Promise<Outcome> }>();

/**
 * `body` has the file's own line numbers. Null where it does not compile; a page with other problems is given back so
 * that its links can be tried, and must not be shown. `key` tells packs in different folders apart.
 */
export async function compilePage(
  key: string,
  file: string,
  body: string,
  problems: Problem[],
): Promise<CompiledPage | null> {
  const hash = createHash("sha256").update(body).digest("hex");
  let known = outcomes.get(key);
  if (known?.hash !== hash) {
    known = { hash, outcome: compile(file, body) };
    outcomes.set(key, known);
  }
  const { page, problems: found } = await known.outcome;
  problems.push(...found);
  return page;
}

async function compile(file: string, body: string): Promise<Outcome> {
  const problems: Problem[] = [];
  const outline: PageOutline = { anchors: [], links: [], components: [] };
  const check = () => (tree: TreeNode) => checkPage(tree, file, outline, problems);
  try {
    const { code } = await bundleMDX({
      source: body,
      cwd: process.cwd(),
      mdxOptions: (options) => ({ ...options, remarkPlugins: [remarkGfm, check] }),
      esbuildOptions: (options) => ({
        ...options,
        target: "es2022",
        logLevel: "silent",
      }),
    });
    return { page: { ...outline, code }, problems };
  } catch (error) {
    return { page: null, problems: [...problems, ...syntaxProblems(file, error)] };
  }
}

function syntaxProblems(file: string, error: unknown): Problem[] {
  const mend = "Correct the MDX; a bare `<` or `{` is written `\\<` or `\\{`.";
  const faults = error instanceof Error && "errors" in error && Array.isArray(error.errors) ? error.errors : [];
  if (faults.length === 0) {
    const reason = error instanceof Error ? error.message : "unknown reason";
    return [{ file, line: 1, what: `The page does not compile: ${reason}.`, mend }];
  }
  return faults.map((fault: { text?: string; location?: { line?: number } | null }) => {
    const reason = (fault.text ?? "").replace(/^Cannot process MDX file with esbuild:\s*/, "").split("\n")[0];
    return { file, line: fault.location?.line ?? 1, what: `The page does not compile: ${reason}.`, mend };
  });
}
