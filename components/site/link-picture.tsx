/**
 * The picture that stands beside a link to a page elsewhere, in the terms of the library that draws it: boxes with style
 * objects, of which it knows flex alone. It never reaches a browser as HTML.
 */
import { oklchFromRgb, rgbFromHex, rgbFromOklch } from "@/components/ui/colour";
import type { LinkPicture } from "@/server/site/link-picture";

const paper = "#fdfdfc";
const ink = "#16191d";
const muted = "#4b5058";

export function LinkPictureDrawing({ picture }: { picture: LinkPicture }) {
  const { publisher, area, title, about, facts, draft, host } = picture;
  const accent = accentOf(picture.accent);
  return (
    <div
      style={{
        display: "flex",
        flexDirection: "column",
        justifyContent: "space-between",
        width: "100%",
        height: "100%",
        padding: "64px 72px 56px",
        borderLeft: `24px solid ${accent}`,
        backgroundColor: paper,
        color: ink,
        fontFamily: "Text",
      }}
    >
      <div style={{ display: "flex", justifyContent: "space-between", fontSize: 34, fontWeight: 700 }}>
        <div style={{ display: "flex", gap: 18 }}>
          <span>{publisher}</span>
          <span style={{ color: muted, fontWeight: 400 }}>{area}</span>
        </div>
        <span style={{ color: accent }}>{draft}</span>
      </div>
      <div style={{ display: "flex", flexDirection: "column", gap: 22 }}>
        <div style={{ ...clamped(2), fontSize: sizeOf(title), fontWeight: 700, lineHeight: 1.12 }}>{title}</div>
        <div style={{ ...clamped(3), fontSize: 31, lineHeight: 1.4, color: muted }}>{about}</div>
      </div>
      <div style={{ display: "flex", justifyContent: "space-between", fontSize: 26, color: muted }}>
        <span style={{ color: accent }}>{facts}</span>
        <span>{host}</span>
      </div>
    </div>
  );
}

const clamped = (lines: number) => ({ display: "block", lineClamp: lines }) as const;

const sizeOf = (title: string) => (title.length > 46 ? 58 : title.length > 24 ? 70 : 84);

/** The publisher's hue at our lightness, as on the pages: it can be read on paper whatever the colour was. */
function accentOf(colour: string): string {
  const { chroma, hue } = oklchFromRgb(rgbFromHex(colour));
  const channels = rgbFromOklch(0.42, chroma < 0.03 ? 0.01 : 0.09, hue);
  return `#${channels
    .map((channel) =>
      Math.round(channel * 255)
        .toString(16)
        .padStart(2, "0"),
    )
    .join("")}`;
}
