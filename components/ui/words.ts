/** The words that primitives say by themselves. They alone go to the browser with a primitive, not the whole catalogue. */
export type { Locale } from "@/server/words/locale";

import en from "@/server/words/en/ui.json";
import type { Locale } from "@/server/words/locale";
import nb from "@/server/words/nb/ui.json";

const spoken = ({ linkToSection, ...rest }: typeof en) => ({
  ...rest,
  linkToSection: (title: string) => linkToSection.replace("{title}", () => title),
});

export const words: Record<Locale, ReturnType<typeof spoken>> = { en: spoken(en), nb: spoken(nb) };
