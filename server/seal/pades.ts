/**
 * Seals a PDF: PAdES baseline B-B, or B-T with a time-stamp authority (EN 319 142-1). The seal is the publisher's,
 * covers the whole file and is its last revision. With an authority named, a seal without its time-stamp is never
 * given out.
 */
import { PDF, PdfArray, PdfDict, PdfName, PdfNumber, type PdfObject, PdfString } from "@libpdf/core";
import type { Sealer } from "@/server/keys/key-service";
import { signDetached } from "@/server/seal/cms-signature";
import { MAXIMUM_TOKEN_BYTES, type TimestampAuthority } from "@/server/seal/timestamp-authority";

export interface SealOptions {
  readonly sealer: Sealer;
  /** Why it is sealed, in words for the reader of the PDF. */
  readonly reason: string;
  readonly location?: string;
  /** Whose seal it is. */
  readonly name: string;
  /** A claim of this server's clock, to the second; only a time-stamp proves the time. */
  readonly sealedAt: Date;
  readonly timestampAuthority?: TimestampAuthority;
}

const FIELD_NAME = "Seal";

/** Invisible, printed, locked: ISO 32000-1 §12.5.3. */
const WIDGET_FLAGS = 132;

/** As wide as any offset can become: ISO 32000-1 §7.5.4 has ten digits for one. */
const OFFSET_PLACEHOLDER = 9_999_999_999;

/** Signed attributes, signature, algorithm names and structure of the container, generously. */
const CONTAINER_BYTES = 2048;

/**
 * @throws TimestampUnavailable when an authority is given and does not stamp: seal again later.
 * @throws Error when the PDF is sealed already, encrypted, or too damaged to add to.
 */
export async function sealPdf(pdf: Uint8Array, options: SealOptions): Promise<Uint8Array> {
  const { sealer, timestampAuthority } = options;
  const certificateBytes = sealer.certificates.reduce((sum, certificate) => sum + certificate.length, 0);
  const size = CONTAINER_BYTES + certificateBytes + (timestampAuthority ? MAXIMUM_TOKEN_BYTES : 0);

  const prepared = await addEmptySeal(pdf, options, size);
  const contents = uniquePosition(prepared, `<${"0".repeat(size * 2)}>`, pdf.length);
  const gap = { start: contents, end: contents + size * 2 + 2 };
  writeByteRange(prepared, gap, pdf.length);

  const signed = Buffer.concat([prepared.subarray(0, gap.start), prepared.subarray(gap.end)]);
  const signature = await signDetached(signed, {
    sealer,
    ...(timestampAuthority ? { timestamp: (value) => timestampAuthority.timestamp(value) } : {}),
  });
  if (signature.length > size) throw new Error("The seal is larger than the place kept for it in the PDF.");
  prepared.write(Buffer.from(signature).toString("hex"), gap.start + 1, "latin1");
  return new Uint8Array(prepared);
}

/** Adds a signature field whose value has its place kept free; everything before it stays as it was. */
async function addEmptySeal(bytes: Uint8Array, options: SealOptions, size: number): Promise<Buffer> {
  const pdf = await PDF.load(bytes);
  const blocker = pdf.isEncrypted ? "encrypted" : pdf.canSaveIncrementally();
  if (blocker) throw new Error(`This PDF can't be sealed: ${blocker}.`);
  const page = pdf.getPage(0);
  if (!page) throw new Error("This PDF can't be sealed: it has no page.");
  const form = pdf.getOrCreateForm();
  if (form.getSignatureFields().length > 0) throw new Error("This PDF can't be sealed: it has a signature already.");

  const value = pdf.register(PdfDict.of(signatureEntries(options, size)));
  const field = form.createSignatureField(FIELD_NAME).getDict();
  field.delete("Kids");
  field.set("V", value);
  field.set("Type", PdfName.of("Annot"));
  field.set("Subtype", PdfName.of("Widget"));
  field.set("F", PdfNumber.of(WIDGET_FLAGS));
  field.set("P", page.ref);
  field.set("Rect", new PdfArray([0, 0, 0, 0].map((side) => PdfNumber.of(side))));
  const saved = await pdf.save({ incremental: true });
  return Buffer.from(saved);
}

function signatureEntries({ reason, location, name, sealedAt }: SealOptions, size: number): Record<string, PdfObject> {
  return {
    Type: PdfName.of("Sig"),
    Filter: PdfName.of("Adobe.PPKLite"),
    SubFilter: PdfName.of("ETSI.CAdES.detached"),
    ByteRange: new PdfArray(
      [0, OFFSET_PLACEHOLDER, OFFSET_PLACEHOLDER, OFFSET_PLACEHOLDER].map((at) => PdfNumber.of(at)),
    ),
    Contents: PdfString.fromBytes(new Uint8Array(size)),
    Name: PdfString.fromString(name),
    Reason: PdfString.fromString(reason),
    ...(location === undefined ? {} : { Location: PdfString.fromString(location) }),
    M: PdfString.fromString(pdfDate(sealedAt)),
  };
}

/** ISO 32000-1 §7.9.4, in UTC. */
function pdfDate(date: Date): string {
  return `D:${date.toISOString().slice(0, 19).replace(/[-:T]/g, "")}Z`;
}

function writeByteRange(pdf: Buffer, gap: { start: number; end: number }, from: number): void {
  const placeholder = `[0${` ${OFFSET_PLACEHOLDER}`.repeat(3)}]`;
  const range = `[0 ${gap.start} ${gap.end} ${pdf.length - gap.end}`;
  pdf.write(`${range.padEnd(placeholder.length - 1)}]`, uniquePosition(pdf, placeholder, from), "latin1");
}

/** Looks in what was added alone; a reason that holds the same text is refused rather than the wrong part sealed. */
function uniquePosition(pdf: Buffer, text: string, from: number): number {
  const position = pdf.indexOf(text, from, "latin1");
  if (position === -1) throw new Error("The place kept for the seal was not found in the PDF.");
  if (pdf.includes(text, position + 1, "latin1")) throw new Error("The place kept for the seal is not the only one.");
  return position;
}
