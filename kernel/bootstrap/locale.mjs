// @ts-check

/**
 * Whether a person reads Portuguese, by their locale.
 * @param {Record<string, string | undefined>} environment where LC_ALL, LC_MESSAGES, LANG are set
 * @returns {boolean}
 */
export function readsPortuguese(environment) {
  const locale =
    environment.LC_ALL ||
    environment.LC_MESSAGES ||
    environment.LANG ||
    Intl.DateTimeFormat().resolvedOptions().locale;
  return /^pt\b|^pt_/i.test(locale);
}
