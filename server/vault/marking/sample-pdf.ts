/** PDFs for tests, written object by object so that a test can say exactly what is wrong with them. */

export interface SamplePage {
  /** Four numbers; A4 upright when absent. */
  readonly media?: string;
  /** Further entries of the page's dictionary, such as `/Rotate 90`. */
  readonly entries?: string;
  /** Drawn after the page's number. */
  readonly content?: string;
}

export interface SampleOptions {
  readonly claimedPages?: number;
  /** Further entries of the catalogue. */
  readonly catalogue?: string;
  /** Further objects; the first has number 4. */
  readonly objects?: readonly string[];
}

export function samplePdf(pages: readonly SamplePage[], options: SampleOptions = {}): Buffer {
  const extra = options.objects ?? [];
  const first = 4 + extra.length;
  const kids = pages.map((_, index) => `${first + 2 * index} 0 R`);
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R ${options.catalogue ?? ""} >>`,
    `<< /Type /Pages /Count ${options.claimedPages ?? pages.length} /Kids [${kids.join(" ")}] /Resources << /Font << /F1 3 0 R >> >> >>`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ...extra,
    ...pages.flatMap((page, index) => {
      const content = `BT /F1 24 Tf 150 300 Td (Page ${index + 1}) Tj ET ${page.content ?? ""}`;
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [${page.media ?? "0 0 595 842"}] /Contents ${first + 2 * index + 1} 0 R ${page.entries ?? ""} >>`,
        `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
      ];
    }),
  ];
  return writeObjects(objects);
}

function writeObjects(objects: readonly string[]): Buffer {
  let text = "%PDF-1.7\n";
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, "0")} 00000 n \n`;
  });
  const table = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join("")}`;
  text += `trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`;
  return Buffer.from(text, "latin1");
}

export const samplePages = (count: number): Buffer => samplePdf(Array.from({ length: count }, () => ({})));
