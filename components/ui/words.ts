/** The words that primitives say by themselves, in each language of the interface. */
export type { Locale } from "@/server/words/locale";

import type { Locale } from "@/server/words/locale";

interface Words {
  readonly breadcrumbs: string;
  readonly contents: string;
  readonly copied: string;
  readonly copy: string;
  readonly error: string;
  readonly linkToSection: (title: string) => string;
  readonly next: string;
  readonly notStated: string;
  readonly optional: string;
  readonly previous: string;
  readonly problem: string;
  readonly sending: string;
  readonly skipToContent: string;
  readonly tone: { readonly info: string; readonly warning: string; readonly danger: string; readonly success: string };
  readonly meta: {
    readonly version: string;
    readonly effective: string;
    readonly nextReview: string;
    readonly owner: string;
  };
}

export const words: Record<Locale, Words> = {
  en: {
    breadcrumbs: "You are here",
    contents: "On this page",
    copied: "Copied",
    copy: "Copy",
    error: "Error",
    linkToSection: (title) => `Link to section: ${title}`,
    next: "Next",
    notStated: "Not stated",
    optional: "(optional)",
    previous: "Previous",
    problem: "There is a problem",
    sending: "Sending…",
    skipToContent: "Skip to main content",
    tone: { info: "Note", warning: "Important", danger: "Warning", success: "Done" },
    meta: {
      version: "Version",
      effective: "Effective",
      nextReview: "Next review",
      owner: "Owner",
    },
  },
  nb: {
    breadcrumbs: "Du er her",
    contents: "På denne siden",
    copied: "Kopiert",
    copy: "Kopier",
    error: "Feil",
    linkToSection: (title) => `Lenke til avsnitt: ${title}`,
    next: "Neste",
    notStated: "Ikke oppgitt",
    optional: "(valgfritt)",
    previous: "Forrige",
    problem: "Noe må rettes",
    sending: "Sender …",
    skipToContent: "Gå til hovedinnholdet",
    tone: { info: "Merk", warning: "Viktig", danger: "Advarsel", success: "Utført" },
    meta: {
      version: "Versjon",
      effective: "Gjelder fra",
      nextReview: "Neste gjennomgang",
      owner: "Ansvarlig",
    },
  },
};
