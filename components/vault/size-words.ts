const units = ["bytes", "kB", "MB", "GB"] as const;

/** "1.2 MB": in steps of 1,000 (IEC 80000-13), three figures at most. @param bytes a whole number, not negative */
export function sizeInWords(bytes: number): string {
  const step = bytes < 1000 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1);
  const value = bytes / 1000 ** step;
  const digits = step === 0 || value >= 10 ? 0 : 1;
  const words = new Intl.NumberFormat("en-GB", { maximumFractionDigits: digits }).format(value);
  return bytes === 1 ? "1 byte" : `${words} ${units[step]}`;
}
