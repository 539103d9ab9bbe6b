/** The word that somebody probably meant. */

/** The candidate with the fewest letters to change. */
export function nearest(word: string, candidates: string[]): string {
  const distances = candidates.map((candidate) => distance(word.toLowerCase(), candidate));
  return candidates[distances.indexOf(Math.min(...distances))] ?? "";
}

/** The candidate that differs by a slip of the fingers only; undefined where none does. */
export function near(word: string, candidates: string[]): string | undefined {
  const found = nearest(word, candidates);
  const most = Math.max(1, Math.floor(word.length / 3));
  return found !== "" && distance(word.toLowerCase(), found) <= most ? found : undefined;
}

/** Letters changed, added, removed, or exchanged with their neighbour. */
function distance(from: string, to: string): number {
  let above: number[] = [];
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let line = 1; line <= from.length; line++) {
    const next = [line];
    for (let column = 1; column <= to.length; column++) {
      const change = from[line - 1] === to[column - 1] ? 0 : 1;
      next.push(Math.min(row[column - 1]! + change, row[column]! + 1, next[column - 1]! + 1));
      const isExchanged =
        column > 1 && from[line - 1] === to[column - 2] && from[line - 2] === to[column - 1];
      if (isExchanged) next[column] = Math.min(next[column]!, above[column - 2]! + 1);
    }
    above = row;
    row = next;
  }
  return row[to.length]!;
}
