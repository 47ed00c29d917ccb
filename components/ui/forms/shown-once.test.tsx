import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { ShownOnce } from "./shown-once";

it("shows the value whole, with a way to copy it and a way on", () => {
  const answer = {
    message: "Done.",
    shownOnce: { label: "Signing secret", value: "whsec_a+b/c=" },
    next: { label: "Go on", href: "/portal" },
  };
  const html = renderToStaticMarkup(<ShownOnce answer={answer} locale="en" />);
  expect(html).toContain(">whsec_a+b/c=</code>");
  expect(html).toContain('data-copy="whsec_a+b/c="');
  expect(html).toContain('<a href="/portal">Go on</a>');
});

it("is nothing where the answer holds no more than its sentence", () => {
  expect(renderToStaticMarkup(<ShownOnce answer={{ message: "Done." }} locale="en" />)).toBe("");
});
