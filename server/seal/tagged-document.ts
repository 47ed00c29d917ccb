/**
 * The PDF file itself: A4, tagged, titled, with embedded fonts alone and nothing random, so that the same calls
 * give the same bytes.
 */
import PDFDocument from "pdfkit";
import { PAGE } from "@/server/seal/page-style";

export interface DocumentDetails {
  readonly title: string;
  readonly author: string;
  readonly subject?: string;
  /** BCP 47, as "en-GB". */
  readonly language: string;
  readonly createdAt: Date;
  readonly keywords?: string;
}

const PRODUCER = "Trust centre";

export class TaggedDocument extends PDFDocument {
  constructor(details: DocumentDetails) {
    super({
      size: "A4",
      margins: { left: PAGE.left, right: PAGE.right, top: PAGE.top, bottom: PAGE.bottom },
      pdfVersion: "1.7",
      tagged: true,
      lang: details.language,
      displayTitle: true,
      bufferPages: true,
      autoFirstPage: false,
      // Empty, or the writer reads Helvetica, which it could not embed; every text here names its own face.
      font: "",
      info: {
        Title: details.title,
        Author: details.author,
        ...(details.subject === undefined ? {} : { Subject: details.subject }),
        ...(details.keywords === undefined ? {} : { Keywords: details.keywords }),
        Producer: PRODUCER,
        Creator: PRODUCER,
        CreationDate: details.createdAt,
        ModDate: details.createdAt,
      },
    });
  }

  /** Replaces the writer's own, which puts names into the XML unescaped. */
  _addInfo(): void {
    const { Title = "", Author = "", Subject = "", Keywords = "", CreationDate } = this.info;
    const date = CreationDate ? `${CreationDate.toISOString().split(".")[0]}Z` : "";
    const language = (text: string) => `<rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(text)}</rdf:li></rdf:Alt>`;
    this.appendXML(`<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<xmp:CreateDate>${date}</xmp:CreateDate><xmp:ModifyDate>${date}</xmp:ModifyDate>
<xmp:CreatorTool>${PRODUCER}</xmp:CreatorTool></rdf:Description>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title>${language(Title)}</dc:title><dc:description>${language(Subject)}</dc:description>
<dc:creator><rdf:Seq><rdf:li>${escapeXml(Author)}</rdf:li></rdf:Seq></dc:creator></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<pdf:Producer>${PRODUCER}</pdf:Producer><pdf:Keywords>${escapeXml(Keywords)}</pdf:Keywords></rdf:Description>`);
  }

  /** Ends the document and gives its bytes; nothing can be drawn afterwards. */
  async bytes(): Promise<Uint8Array> {
    const chunks: Uint8Array[] = [];
    const ended = new Promise<void>((resolve, reject) => {
      this.on("data", (chunk: Uint8Array) => chunks.push(chunk));
      this.on("end", () => resolve());
      this.on("error", reject);
    });
    this.end();
    await ended;
    return new Uint8Array(Buffer.concat(chunks));
  }
}

// XML 1.0 has no place for most control characters, escaped or not.
function escapeXml(text: string): string {
  return text
    .replace(/(?![\t\n\r])\p{Cc}/gu, "")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;");
}
