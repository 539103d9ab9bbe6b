import { expect, test } from "vitest";
import { sessionInFolder } from "./session.ts";

const { session } = sessionInFolder("interrupt-training");

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
