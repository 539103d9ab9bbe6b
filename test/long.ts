/** What only `npm run test:long` runs, and the fixed samples of it that `npm test` runs. */

/** Whether the long run was asked for. Files that end in `.long.test.ts` run in it alone. */
export const long = process.env.SINAPSE_LONG === "1";

/**
 * All of a list in the long run; else every so many of it, always the same ones.
 *
 * @param every how many of the list stand behind one that is taken: 4 takes a quarter
 * @example
 * test.each(sample(attacks, 10))("%s runs nothing", …);
 */
export function sample<T>(all: readonly T[], every: number): T[] {
  return all.filter((_, index) => long || index % every === 0);
}
