import { expect, test } from "vitest";
import { long } from "../../long.ts";
import { setup } from "./interrupt-loops.ts";
import { sessionInFolder, type TestSession } from "./session.ts";

/** In `npm run test:long` often enough to find what happens once in a hundred times. */
const interrupts = long ? 400 : 40;

const { session } = sessionInFolder("interrupt-anywhere");
const { session: untouched } = sessionInFolder("interrupt-untouched");

const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

/** The value of an expression that gives JSON. */
async function jsonOf<T>(expression: string, where: TestSession = session): Promise<T> {
  const { done, text } = await where.run(`JSON.stringify(${expression})`);
  if (done.error) throw new Error(`${expression}: ${done.error.evalue}`);
  return JSON.parse((text as string).slice(1, -1).replaceAll('\\"', '"')) as T;
}

/** Numbers from 0 to below 1, always the same. */
function* random(): Generator<number, never> {
  for (let state = 1; ; ) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state / 2 ** 32;
  }
}

test(
  `${interrupts} interrupts at any moment of any loop leave no trace`,
  async () => {
    for (const each of [session, untouched]) {
      expect((await each.run(setup)).done.error).toBeUndefined();
    }
    const fresh = await jsonOf<string>("fresh()", untouched);
    expect(await jsonOf("fresh()")).toBe(fresh);
    const loops = await jsonOf<string[]>("Object.keys(loops)");
    const trainers = new Set(await jsonOf<string[]>("Object.keys(trainers)"));
    const numbers = random();
    const draw = () => numbers.next().value;
    let memory = 0;
    for (let count = 0; count < interrupts; count++) {
      const loop = loops[count % loops.length]!;
      if (loop === "files") await session.run("filesRan = true");
      const id = session.start(`console.log('runs'); await loops['${loop}'](); 0`);
      await session.next("stream", ({ parent, text }) => parent === id && text.includes("runs"));
      await pause(60 * draw() * draw());
      session.interrupt();
      if (draw() < 0.25) session.interrupt();
      const done = await session.next("execute_done", (message) => message.id === id);
      expect(done.error, loop).toMatchObject({ ename: "Interrupted" });
      // The second of two may still be on its way.
      await pause(30);
      await session.run("await turn()");
      expect(await jsonOf("faults()"), loop).toEqual([]);
      expect(await jsonOf("fresh()"), loop).toBe(fresh);
      const trainer = loop.replace("awaiting ", "");
      if (trainers.has(trainer)) await followsItsPath(trainer);
      session.messages.length = 0;
      if (count === loops.length - 1) memory = await jsonOf<number>("await memory()");
    }
    // What an interrupt may leave lying is little, and found later.
    if (memory > 0) expect(await jsonOf("await memory()")).toBeLessThan(memory + 2 ** 18);
  },
  60_000 + 3_000 * interrupts,
);

/** A training that was stopped is where one that was not stopped was, and goes on as that one does. */
async function followsItsPath(name: string): Promise<void> {
  const steps = await jsonOf<number>(`trainers['${name}'].steps`);
  const bits = await jsonOf<number>(`trainers['${name}'].bits()`);
  const after = (count: number) => jsonOf<number>(`stateAfter('${name}', ${count})`, untouched);
  const before = await after(steps);
  // The step may be done, but not counted yet.
  const counted = bits === before ? steps : steps + 1;
  if (counted > steps) expect(bits, name).toBe(await after(counted));
  await session.run(`trainers['${name}'].steps = ${counted}`);
  const further = `stateAfter('${name}', ${counted + 3})`;
  expect(await jsonOf(further), name).toBe(await jsonOf(further, untouched));
}
