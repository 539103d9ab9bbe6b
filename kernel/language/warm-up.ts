/** Gets the compiler up to speed before the first cells: V8 optimises what has run often. */

import { Candidate } from "./check/candidate.ts";
import { Cells } from "./check/cells.ts";
import type { Compiler } from "./compile/compiler.ts";

const sample = `
import { readFile } from "node:fs/promises";
type Point = { x: number; y?: number };
const points: Point[] = [{ x: 1 }, { x: 2, y: 3 }];
let total = 0;
/** Adds up. */
function sum(values: number[], start = 0): number {
  return values.filter((value) => value > 0).reduce((a, b) => a + b, start);
}
for (const [index, { x, y = 1 }] of points.entries()) {
  total += x * y + index;
  if (total > 10) console.log(\`total \${total.toFixed(2)}\`, /\\d+/.test("a"));
}
class Layer<T> {
  #weights: number[] = [];
  constructor(name: string) {}
  forward = async (input: T): Promise<T> => ({ ...input, weights: this.#weights });
}
const loss = await Promise.resolve(sum([1, 2, 3]) as number);
{ total, loss };
`;

const rounds = 120;

/** Compiles a cell again and again, in pauses of the event loop, until `isNeeded` says no. */
export function warmUp(compiler: Compiler, isNeeded: () => boolean, round = 0): void {
  setImmediate(() => {
    if (round >= rounds || !isNeeded()) return;
    const prepared = compiler.prepare(`${sample}// ${round}`);
    const candidate = new Candidate(compiler, prepared, "warm-up.ts", new Cells(), 0, "warm-up");
    void candidate.guess;
    void candidate.after;
    warmUp(compiler, isNeeded, round + 1);
  });
}
