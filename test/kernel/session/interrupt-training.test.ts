import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FrontEnd, ofType } from "../front-end.ts";

let frontEnd: FrontEnd;
beforeAll(async () => {
  frontEnd = await FrontEnd.start();
  await frontEnd.ready();
});
afterAll(() => frontEnd.shutdown());

const setup = `
import { data, nn, optim, plot, noGrad } from "sinapse";
const { x, y } = data.moons({ points: 200, noise: 0.15, seed: 1 });
const model = nn.sequential(nn.linear(2, 16, { seed: 1 }), nn.tanh(), nn.linear(16, 1, { seed: 2 }));
const optimizer = optim.adam(model.parameters(), { learningRate: 0.05 });
const curve = plot.trainingCurve();
let announced = false;
function train(epochs: number): number {
  let last = NaN;
  for (let epoch = 0; epoch < epochs; epoch++) {
    const loss = nn.binaryCrossEntropyWithLogits(model(x), y);
    optimizer.zeroGrad();
    loss.backward();
    optimizer.step();
    last = loss.item();
    curve.add({ loss: last });
    if (!announced) console.log("runs");
    announced = true;
  }
  return last;
}`;

/** Starts a cell, stops it so many milliseconds after it printed, and gives its error. */
async function stopped(code: string, milliseconds: number) {
  await frontEnd.execute("announced = false");
  const before = frontEnd.iopub.length;
  const running = frontEnd.execute(code);
  await frontEnd.until(() => ofType(frontEnd.iopub.slice(before), "stream").length > 0);
  await new Promise((done) => setTimeout(done, milliseconds));
  await frontEnd.request("interrupt_request", {}, { channel: "control" });
  return (await running).reply;
}

describe("the training loop of the README, stopped", () => {
  test.each([
    ["as it is", "train(1e7)"],
    ["measured", "%time train(1e7)"],
    ["inside noGrad()", "noGrad(() => { console.log('runs'); for (;;) model(x) })"],
    ["as it waits", "while (true) { train(3); await new Promise((done) => setTimeout(done, 1)) }"],
    [
      "while it draws",
      "train(1); while (true) display(plot.decisionBoundary(model, x, y, { resolution: 20 }))",
    ],
    ["in a timer", "setTimeout(() => train(1e7), 1); await new Promise(() => {})"],
  ])("%s, trains on in the next cell", async (_how, code) => {
    if ((await frontEnd.execute("typeof train")).reply.status === "error") {
      expect((await frontEnd.execute(setup)).reply.status).toBe("ok");
    }
    for (const milliseconds of [0, 7, 40]) {
      expect(await stopped(code, milliseconds)).toMatchObject({ ename: "Interrupted" });
      const { published, reply } = await frontEnd.execute(
        "train(200) < 0.1 && model.parameters().every((each) => each.hasGrad)",
      );
      expect(reply.status).toBe("ok");
      expect(ofType(published, "execute_result")[0]?.content.data).toEqual({
        "text/plain": "true",
      });
    }
  });
});
