import { randomBytes } from "node:crypto";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { makeOpenPgpKey, readOpenPgpKey } from "@/server/keys/openpgp";
import { localHref } from "@/server/words/locale";
import { wordsIn } from "@/server/words/words";
import { EncryptedMail } from "./encrypted-mail";

const current = { locale: "nb" as const, words: wordsIn("nb"), href: (path: string) => localHref("nb", path) };
const key = () =>
  readOpenPgpKey(makeOpenPgpKey(new Uint8Array(randomBytes(32)), "x <x@y.example>", new Date("2026-01-01")));

test("names address, key and fingerprint, and marks a demonstration", async () => {
  const securityKey = await key();
  const contact = { address: "security@alai.example", demonstration: true };
  const html = renderToStaticMarkup(<EncryptedMail contact={contact} securityKey={securityKey} current={current} />);
  expect(html).toContain("mailto:security@alai.example");
  expect(html).toContain("(Demonstrasjon)");
  expect(html).toContain('href="/.well-known/openpgp-key.asc"');
  expect(html.replaceAll(" ", "")).toContain(securityKey.fingerprint);
  const stated = { ...contact, demonstration: false };
  expect(
    renderToStaticMarkup(<EncryptedMail contact={stated} securityKey={securityKey} current={current} />),
  ).not.toContain("Demonstrasjon");
});

test("says so where the publisher states no address, and offers no encryption with a key that only signs", async () => {
  const none = renderToStaticMarkup(<EncryptedMail contact={null} securityKey={null} current={current} />);
  expect(none).toContain("ikke oppgitt");
  expect(none).not.toContain("href");
  const contact = { address: "s@a.example", demonstration: false };
  const signing = { ...(await key()), encrypts: false };
  const html = renderToStaticMarkup(<EncryptedMail contact={contact} securityKey={signing} current={current} />);
  expect(html).toContain("kan ikke brukes til kryptert");
});
