/** What two neighbours of a list make, for each two. */
export function inPairs(
  items: string[],
  make: (first: string, second: string) => string,
): string[] {
  return items.flatMap((item, at) => (at % 2 === 0 ? [make(item, items[at + 1] ?? "")] : []));
}
