import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { formPages, methodsOf } from "./page-forms";

const root = "app/(public)";

test("every public page with an action takes its form", () => {
  const withAction = readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith("page.tsx"))
    .filter((file) => /from "[^"]*\/actions"/.test(readFileSync(join(root, file), "utf8")))
    .map((file) => `/${dirname(file)}`);
  expect(withAction).toContain("/sign-in");
  for (const page of withAction) expect(formPages, page).toContain(page);
});

test("every page that is said to take a form is there", () => {
  for (const page of formPages) expect(existsSync(`${root}${page}/page.tsx`), page).toBe(true);
});

test("a form is taken by its own page alone, whatever its query", () => {
  expect(methodsOf("/sign-in?next=/portal")).toContain("POST");
  for (const other of ["/", "/trust", "/sign-in/", "/sign-in/sent", "/SIGN-IN", "/trust?/sign-in"])
    expect(methodsOf(other), other).not.toContain("POST");
});
