import { type Locale, localeTag } from "@/server/words/locale";
import { copyWords } from "./copy-words";

const units = ["kB", "MB", "GB"] as const;

/** "1.2 MB": in steps of 1,000 (IEC 80000-13), three figures at most. @param bytes a whole number, not negative */
export function sizeInWords(bytes: number, locale: Locale): string {
  const step = bytes < 1000 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), units.length);
  const value = bytes / 1000 ** step;
  const digits = step === 0 || value >= 10 ? 0 : 1;
  const number = new Intl.NumberFormat(localeTag[locale], { maximumFractionDigits: digits }).format(value);
  const { byte, bytes: several } = copyWords[locale];
  return `${number} ${units[step - 1] ?? (bytes === 1 ? byte : several)}`;
}
