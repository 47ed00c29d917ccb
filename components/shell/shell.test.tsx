import { readFileSync } from "node:fs";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { DeskShell } from "./desk-shell";
import { DocumentHead } from "./document-head";
import { currentHref } from "./navigation-items";
import { PortalShell } from "./portal-shell";
import { PublicShell } from "./public-shell";

const items = [
  { label: "Overview", href: "/desk" },
  { label: "Requests", href: "/desk/requests", count: 3, countOf: "waiting" },
];

describe("currentHref", () => {
  it.each([
    ["/desk", "/desk"],
    ["/desk/requests/7", "/desk/requests"],
    ["/desk/mail", "/desk"],
    ["/desktop", undefined],
    ["/", undefined],
  ])("on %s it is %s", (path, href) => {
    expect(currentHref(items, path)).toBe(href);
  });
});

const shells = {
  public: renderToStaticMarkup(
    <PublicShell
      publisherName="Αθηνά & <Co>"
      nav={[{ label: "Front", href: "/front" }]}
      currentPath="/front"
      draftNotice="Draft"
      footer={{
        legalName: "Αθηνά AE",
        details: <p>No. 1</p>,
        groups: [{ title: "More", links: [{ label: "A", href: "/a" }] }],
      }}
    >
      <p>Page</p>
    </PublicShell>,
  ),
  portal: renderToStaticMarkup(
    <PortalShell
      publisherName="P"
      accountName="Bank"
      personName="Åse"
      personRoles="reviewer"
      navigation={[{ items }]}
      currentPath="/desk"
      signOut={<form method="post" />}
    >
      <p>Page</p>
    </PortalShell>,
  ),
  desk: renderToStaticMarkup(
    <DeskShell
      publisherName="P"
      staffName="Helen"
      staffRole="dpo"
      navigation={[{ items }]}
      currentPath="/desk/requests/7"
      signOut={<form method="post" />}
    >
      <p>Page</p>
    </DeskShell>,
  ),
};

describe.each(Object.entries(shells))("the %s shell", (_name, html) => {
  it("starts with the skip link and has one main that it leads to", () => {
    expect(html.indexOf("skip-link")).toBeLessThan(html.indexOf("<nav"));
    expect(html.match(/<main id="main" tabindex="-1"/gi)).toHaveLength(1);
  });

  it("has nothing that a strict policy would block", () => {
    expect(html).not.toMatch(/\sstyle=|<style|<script|\son\w+=/);
  });
});

it("the public shell keeps a name as text and marks the page", () => {
  expect(shells.public).toContain("Αθηνά &amp; &lt;Co&gt;");
  expect(shells.public).toContain('href="/front" aria-current="page"');
});

it("the desk says what waits in words, and marks the folder the page is in", () => {
  expect(shells.desk).toContain('aria-current="true"');
  expect(shells.desk).toMatch(/3<span class="visually-hidden"> (<!-- -->)?waiting/);
});

it("the scripts are files of our own, with the nonce where there is one, and the theme's is under 1 KB", () => {
  expect(renderToStaticMarkup(<DocumentHead nonce="abc" />)).toContain('<script src="/theme.js" nonce="abc"></script>');
  expect(readFileSync(new URL("../../public/theme.js", import.meta.url)).byteLength).toBeLessThanOrEqual(1024);
});
