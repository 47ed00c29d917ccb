import type { Locale } from "../ui/words";

interface ShellWords {
  readonly appearance: string;
  readonly asSystem: string;
  readonly dark: string;
  readonly light: string;
  readonly mainNavigation: string;
  readonly menu: string;
  readonly languages: string;
  readonly trustCentre: string;
}

/** What the shells say by themselves. */
export const shellWords: Record<Locale, ShellWords> = {
  en: {
    appearance: "Appearance",
    asSystem: "As my system",
    dark: "Dark",
    light: "Light",
    mainNavigation: "Main",
    menu: "Menu",
    languages: "Languages",
    trustCentre: "Trust centre",
  },
  nb: {
    appearance: "Utseende",
    asSystem: "Som systemet",
    dark: "Mørkt",
    light: "Lyst",
    mainNavigation: "Hovedmeny",
    menu: "Meny",
    languages: "Språk",
    trustCentre: "Tillitssenter",
  },
};
