import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { memoryUse, noGrad, ones, randn, type Tensor, tensor, zeros } from "sinapse";
import { expect, test } from "vitest";

const MiB = 2 ** 20;
const parameter = { requiresGrad: true } as const;

/** Reserved bytes after a warm-up of a loop, and at its end. */
function growth(step: (i: number) => void, warmUp: number, steps: number): number {
  for (let i = 0; i < warmUp; i++) step(i);
  const before = memoryUse().reserved;
  for (let i = 0; i < steps; i++) step(i);
  return memoryUse().reserved - before;
}

test("a plain training loop runs in flat memory without any scope", () => {
  const x = tensor([
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ]);
  const w = randn([2, 3], { seed: 1, ...parameter });
  const b = zeros([3], parameter);
  const grown = growth(
    () => {
      x.matmul(w).add(b).sigmoid().mean().backward();
      w.grad = null;
      b.grad = null;
    },
    10_000,
    10_000,
  );
  expect(grown).toBe(0);
});

test("an update by hand outside of noGrad keeps memory flat too", () => {
  const w = ones([512, 512], parameter);
  const step = () => {
    w.grad = null;
    w.mul(w).mean().backward();
    w.assign(w.sub(w.grad.mul(0.1)));
  };
  expect(growth(step, 200, 200)).toBeLessThan(8 * MiB);
});

test("batches that are sliced inside of the loop are reused in the end", () => {
  const x = ones([4096, 1024]);
  const w = ones([1024, 1], parameter);
  const step = (i: number) => {
    const start = (i * 512) % 4096;
    x.slice([start, start + 512])
      .matmul(w)
      .mean()
      .backward();
    w.grad = null;
  };
  expect(growth(step, 200, 200)).toBeLessThan(8 * MiB); // 2 MiB a step
});

test("an evaluation outside of noGrad that is never differentiated is reused in the end", () => {
  const x = ones([512, 1024]);
  const w = ones([1024, 1], parameter);
  const step = () => {
    x.mul(2).matmul(w).sigmoid(); // dropped
    w.sum().backward();
    w.grad = null;
  };
  expect(growth(step, 200, 200)).toBeLessThan(8 * MiB); // 2 MiB a step
});

test("batches made before the loop stay, however many steps follow", () => {
  const w = ones([64, 1], parameter);
  const batches = Array.from({ length: 20 }, (_, i) => ones([128, 64]).mul(i));
  for (let i = 0; i < 2000; i++) {
    (batches[i % 20] as Tensor<[128, 64]>).matmul(w).mean().backward();
    w.grad = null;
  }
  expect(batches.map((batch) => batch.at(0, 0).item())).toEqual(batches.map((_, i) => i));
});

test("after backward() a small graph's values and gradients are still there", () => {
  const a = tensor(2, parameter);
  const b = a.mul(3);
  const c = b.add(1);
  c.mul(c).backward();
  expect([b.item(), c.item()]).toEqual([6, 7]);
  expect([c.grad.item(), b.grad.item(), a.grad.item()]).toEqual([14, 14, 42]);
});

test("reading what a later step has reused is an error with its cause and cure", () => {
  const w = ones([1000], parameter);
  const early = w.mul(2);
  early.sum().backward();
  for (let i = 0; i < 1000; i++) w.mul(2).sum().backward();
  expect(() => early.sum()).toThrow(
    "sum: the numbers of a tensor of shape [1000] are gone: it was an intermediate result of a " +
      "graph that backward() is done with. Read it before the next steps, or call .keep() on it.",
  );
  expect(() => early.grad.tolist()).toThrow(/are gone/);
});

test("keep() protects an intermediate result", () => {
  const w = ones([1000], parameter);
  const early = w.mul(2).keep();
  early.sum().backward();
  for (let i = 0; i < 1000; i++) w.mul(2).sum().backward();
  expect(early.sum().item()).toBe(2000);
});

test("noGrad() frees all but what it returns, also inside lists and objects", () => {
  const x = ones([100]);
  let inner: Tensor | undefined;
  const before = memoryUse().used;
  const { pair } = noGrad(() => {
    inner = x.mul(3);
    return { pair: [inner.add(1), inner.add(2)] as const };
  });
  expect(pair.map((y) => y.at(0).item())).toEqual([4, 5]);
  expect(memoryUse().used - before).toBeLessThan(3 * 512);
  expect(() => inner?.sum()).toThrow(/made inside noGrad/);
});

test("inside noGrad() nothing is recorded, and parameters survive", () => {
  const w = ones([2], parameter);
  const made = noGrad(() => {
    const fresh = ones([2], parameter);
    expect(fresh.mul(2).requiresGrad).toBe(false);
    expect(w.mul(2).requiresGrad).toBe(false);
    return [fresh];
  });
  expect(made[0]?.tolist()).toEqual([1, 1]);
});

test("noGrad() refuses an async function, which would go on after its end", () => {
  expect(() => noGrad(async () => 1)).toThrow("noGrad: the function must not be async");
});

/** Collects garbage over some turns of the event loop; gives the bytes held beyond `before`. */
async function leftAfterCollection(before: number): Promise<number> {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  for (let i = 0; i < 20 && memoryUse().used - before > MiB; i++) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    collect();
  }
  return memoryUse().used - before;
}

test("between two turns of the event loop the garbage collector frees what is forgotten", async () => {
  const before = memoryUse().used;
  (() => {
    for (let i = 0; i < 50; i++) zeros([MiB / 4]);
  })();
  expect(memoryUse().used - before).toBeGreaterThan(50 * MiB);
  expect(await leftAfterCollection(before)).toBeLessThan(2 * MiB);
});

test.for(["before", "after"])(
  "what was kept %s backward() is freed once it is forgotten",
  async (when) => {
    const w = ones([MiB / 16], parameter);
    const before = memoryUse().used;
    (() => {
      for (let i = 0; i < 100; i++) {
        const y = w.mul(2);
        if (when === "before") y.keep();
        y.sum().backward();
        y.keep();
        w.grad = null;
      }
    })();
    for (let i = 0; i < 100; i++) tensor(2, parameter).mul(2).backward(); // the queue moves on
    expect(memoryUse().used - before).toBeGreaterThan(40 * MiB); // values and gradients
    expect(await leftAfterCollection(before)).toBeLessThan(2 * MiB);
  },
);

test("a second backward() adds to the gradients of parameters", () => {
  const w = tensor(3, parameter);
  w.mul(2).backward();
  w.mul(w).backward();
  expect(w.grad.item()).toBe(2 + 6);
});

test("the gradient given to backward() is still the caller's afterwards", () => {
  const w = ones([1000], parameter);
  const gradient = ones([1000]);
  for (let i = 0; i < 500; i++) {
    w.grad = null;
    w.mul(2).backward({ gradient });
  }
  expect([gradient.sum().item(), w.grad.at(0).item()]).toEqual([1000, 2]);
});

test("two parameters that share one gradient own a copy each", () => {
  const a = tensor([1, 2], parameter);
  const b = tensor([3, 4], parameter);
  a.add(b).sum().backward();
  a.grad.assign([9, 9]);
  expect(b.grad.tolist()).toEqual([1, 1]);
});
