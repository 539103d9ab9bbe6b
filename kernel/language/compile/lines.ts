/** Lines and columns, counted from zero, and offsets. */

/** A position as the language server gives it. */
export interface Position {
  line: number;
  character: number;
}

/** The offsets at which the lines of `text` begin. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

/** Line and column of an offset. */
export function positionAt(starts: number[], offset: number): { line: number; column: number } {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] as number) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low, column: offset - (starts[low] as number) };
}

/** The offset of a position. */
export function offsetOf(starts: number[], { line, character }: Position): number {
  return (starts[line] ?? Number.MAX_SAFE_INTEGER) + character;
}
