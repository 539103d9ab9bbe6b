import { language } from "../../language.ts";

/**
 * A number as the language of the figures writes it: 1,234.5 in English, 1.234,5 in Portuguese.
 *
 * @param value The number; NaN and infinities are written as NaN, ∞ and −∞.
 * @param digits How many decimals to write. Default 0.
 * @throws RangeError where digits is not a whole number from 0 to 100.
 * @example
 * plot.language("pt");
 * plot.formatNumber(1234.5, 1) // "1.234,5"
 */
export function formatNumber(value: number, digits = 0): string {
  if (!(Number.isInteger(digits) && digits >= 0 && digits <= 100))
    throw new RangeError(`formatNumber: expected 0 to 100 decimals, got ${digits}.`);
  const locale = language() === "pt" ? "pt-BR" : "en";
  const decimals = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return value.toLocaleString(locale, decimals).replace("-", "−");
}
