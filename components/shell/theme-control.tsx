import type { Locale } from "../ui/words";
import { shellWords } from "./shell-words";

/**
 * Light, dark, or as the system says. public/theme.js keeps the choice and shows the control; without it the page follows
 * the system and there is nothing to choose.
 */
export function ThemeControl({ locale = "en" }: { locale?: Locale }) {
  const { appearance, asSystem, light, dark } = shellWords[locale];
  return (
    <label className="theme-control">
      <span>{appearance}</span>
      <select data-theme-control="" autoComplete="off">
        <option value="">{asSystem}</option>
        <option value="light">{light}</option>
        <option value="dark">{dark}</option>
      </select>
    </label>
  );
}
