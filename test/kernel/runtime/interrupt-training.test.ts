import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { sessionInFolder, TestSession } from "./session.ts";

const { folder, session } = sessionInFolder("interrupt-training");

/** Runs a cell until it has printed "runs", stops it then, and waits for its end. */
async function stopped(javascript: string): Promise<void> {
  const id = session.start(javascript);
  await session.next("stream", ({ parent, text }) => parent === id && text.includes("runs"));
  session.interrupt();
  const done = await session.next("execute_done", (message) => message.id === id);
  expect(done.error?.ename).toBe("Interrupted");
}

test("an interrupted noGrad() leaves recording on", async () => {
  await session.run("Object.assign(globalThis, await __sinapse_import__('sinapse'))");
  await stopped(
    "const x = tensor([1]); console.log('runs');" +
      "noGrad(() => { for (let i = 0; i < 1e9; i++) x.add(1) })",
  );
  const { text } = await session.run("tensor([1], { requiresGrad: true }).mul(2).requiresGrad");
  expect(text).toBe("true");
});

test("an interrupted training loop can be run again, time after time", async () => {
  await session.run(`
    const w = tensor([1, 2], { requiresGrad: true });
    const optimizer = optim.sgd([w], { learningRate: 1e-9 });
    function train(epochs) {
      for (let epoch = 0; epoch < epochs; epoch++) {
        const loss = w.mul(w).sum();
        optimizer.zeroGrad();
        loss.backward();
        optimizer.step();
      }
    }`);
  for (let time = 0; time < 8; time++) {
    await stopped("console.log('runs'); train(1e9)");
    const { done, text } = await session.run("train(1); w.grad.tolist().map(Math.round)");
    expect(done.error).toBeUndefined();
    expect(text).toBe("[ 2, 4 ]");
  }
});

describe("an import that was interrupted", () => {
  const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

  test.each([0, 15, 30, 50, 80, 120, 200])(
    "after %d ms gives the module the next time",
    async (milliseconds) => {
      const cwd = mkdtempSync(join(tmpdir(), "sinapse-interrupt-import-"));
      writeFileSync(
        join(cwd, "own.ts"),
        "import { tensor } from 'sinapse'; export const sum: number = tensor([1, 2]).sum().item();",
      );
      for (const file of ["sinapse", "./own.ts"]) {
        const fresh = new TestSession({ cwd });
        await fresh.run("1");
        fresh.start(`var first = await __sinapse_import__('${file}')`);
        await pause(milliseconds);
        fresh.interrupt();
        const { done, text } = await fresh.run(
          `Object.keys(await __sinapse_import__('${file}')).length > 0`,
        );
        expect(done.error).toBeUndefined();
        expect(text).toBe("true");
        fresh.close();
      }
      rmSync(cwd, { recursive: true });
    },
  );

  test("by require() while it ran is not taken for complete", async () => {
    writeFileSync(
      join(folder, "slow.cjs"),
      "exports.early = 1; console.log('runs'); const end = Date.now() + 1000; " +
        "while (Date.now() < end); exports.late = 2;",
    );
    await stopped("require('./slow.cjs')");
    const { text } = await session.run("require('./slow.cjs').late");
    expect(text).toBe("2");
  });
});
