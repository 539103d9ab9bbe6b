/** The word that somebody probably meant. */

/** The candidate with the fewest letters to change, add or remove. */
export function nearest(word: string, candidates: string[]): string {
  const distances = candidates.map((candidate) => distance(word.toLowerCase(), candidate));
  return candidates[distances.indexOf(Math.min(...distances))] ?? "";
}

function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let line = 1; line <= from.length; line++) {
    const next = [line];
    for (let column = 1; column <= to.length; column++) {
      const change = from[line - 1] === to[column - 1] ? 0 : 1;
      next.push(Math.min(row[column - 1]! + change, row[column]! + 1, next[column - 1]! + 1));
    }
    row = next;
  }
  return row[to.length]!;
}
