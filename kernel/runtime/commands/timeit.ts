/** `%timeit`: how long an expression takes, measured many times. */
import { texts } from "../../texts/texts.ts";
import { writeText } from "../output/streams.ts";
import type { Command } from "./command.ts";
import { duration } from "./duration.ts";

const runs = 7;
/** How long one run should take, so that the clock is fine enough. */
const runMilliseconds = 100;

export const command: Command = {
  async run(_rest, code) {
    if (!code) throw new Error(texts.commandErrors.noExpression);
    const loops = await loopsFor(code);
    const times: number[] = [];
    for (let run = 0; run < runs; run++) times.push((await measure(code, loops)) / loops);
    const mean = times.reduce((sum, time) => sum + time, 0) / runs;
    const variance = times.reduce((sum, time) => sum + (time - mean) ** 2, 0) / runs;
    const deviation = duration(Math.sqrt(variance));
    writeText("stdout", `${texts.measured(duration(mean), deviation, runs, loops)}\n`);
  },
};

/** The power of ten of loops that takes long enough; warms the code up on the way. */
async function loopsFor(code: () => unknown): Promise<number> {
  let loops = 1;
  while ((await measure(code, loops)) < runMilliseconds / 5 && loops < 1e7) loops *= 10;
  return loops;
}

async function measure(code: () => unknown, loops: number): Promise<number> {
  const start = performance.now();
  for (let loop = 0; loop < loops; loop++) {
    const value = code();
    if (value instanceof Promise) await value;
  }
  return performance.now() - start;
}
