import { expect, test } from "vitest";
import { finishHtml } from "./finish-html";

test("only the framework's scripts are taken out", () => {
  const page = `<head><link rel="preload" as="script" href="/_next/a.js"/><script src="/theme.js"></script><script src="/_next/a.js" async=""></script><script>self.__next_f=[]</script></head>`;
  expect(finishHtml(Buffer.from(page)).toString()).toBe(`<head><script src="/theme.js"></script></head>`);
});

test("a form that posts to its own page has no empty action, which is no valid address", () => {
  const form = `<form class="form" action="" method="POST"><p>action=""</p></form><form action="/elsewhere"></form>`;
  expect(finishHtml(Buffer.from(form)).toString()).toBe(
    `<form class="form" method="POST"><p>action=""</p></form><form action="/elsewhere"></form>`,
  );
});
