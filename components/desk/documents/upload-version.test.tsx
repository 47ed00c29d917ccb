import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { UploadVersion } from "./upload-version";

it("posts by itself without JavaScript, the language and the dates before the file", () => {
  const html = renderToStaticMarkup(<UploadVersion documentId="d1" />);
  expect(html).toMatch(/<form[^>]*action="\/desk\/documents\/d1\/versions"[^>]*>/);
  expect(html).toMatch(/<form[^>]*method="post"/);
  expect(html).toMatch(/<form[^>]*encType="multipart\/form-data"/i);
  const names = [...html.matchAll(/<input[^>]* name="([^"]+)"/g)].map((match) => match[1]);
  expect(names).toEqual(["locale", "validFrom", "validUntil", "file"]);
  expect(html).toContain('<button type="submit"');
  expect(html).not.toMatch(/\sstyle=/);
});
