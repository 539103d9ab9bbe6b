import { memoryUse, nn, noGrad, ones, type Tensor } from "sinapse";
import { expect, test } from "vitest";
import { allocate, free } from "../../../lib/backend/memory.ts";

const MiB = 2 ** 20;
const model = nn.sequential(nn.linear(64, 64, { seed: 1 }), nn.tanh(), nn.linear(64, 64));
const x = ones([1024, 64]);

/** What runs between two cells. Nobody asks for a garbage collection here: the library must. */
const nextCell = () => new Promise((resolve) => setTimeout(resolve, 200));

/** Lets only so many bytes be free while a test runs, so that it need not fill 4 GiB. */
async function withLittleMemory(bytes: number, run: () => Promise<void>): Promise<void> {
  const held: number[] = [];
  const size = 32 * MiB;
  try {
    for (;;) held.push(allocate(size));
  } catch {
    for (let i = 0; i * size < bytes; i++) free(held.pop() as number, size);
  }
  try {
    await run();
  } finally {
    for (const address of held) free(address, size);
  }
}

test.each([
  ["returns", false],
  ["ends by an error", true],
])("noGrad() that %s frees what was made inside", (_how, fails) => {
  const before = memoryUse().used;
  for (let round = 0; round < 20; round++) {
    try {
      noGrad(() => {
        for (let i = 0; i < 5; i++) model(x);
        if (fails) throw new Error("of the student");
      });
    } catch {}
  }
  expect(memoryUse().used - before).toBeLessThan(MiB);
});

test("what an error carries out of noGrad() stays, and what was made before", () => {
  const before = ones([3]).mul(2);
  let carried: Tensor | undefined;
  try {
    noGrad(() => {
      throw Object.assign(new Error("of the student"), { found: before.mul(2) });
    });
  } catch (error) {
    carried = (error as { found: Tensor }).found;
  }
  expect([...(carried as Tensor).view()]).toEqual([4, 4, 4]);
  expect([...before.view()]).toEqual([2, 2, 2]);
});

test("a loop that forgets gigabytes has given them back by the next cell", async () => {
  await nextCell();
  const before = memoryUse().used;
  (() => {
    for (let i = 0; i < 1000; i++) model(x);
  })();
  expect(memoryUse().used - before).toBeGreaterThan(500 * MiB);
  await nextCell();
  expect(memoryUse().used - before).toBeLessThan(8 * MiB);
});

test.each([
  ["outside of noGrad()", (loop: () => void) => loop()],
  ["inside of noGrad()", (loop: () => void) => noGrad(loop)],
])("after a loop %s that filled the memory the next cell works", async (_where, around) => {
  await withLittleMemory(128 * MiB, async () => {
    for (let cell = 0; cell < 2; cell++) {
      expect(() => {
        around(() => {
          for (let i = 0; i < 10_000; i++) model(x);
        });
      }).toThrow(/do not fit .* backward\(\) .* noGrad\(\(\) => …\) of its own/);
      await nextCell();
      expect(noGrad(() => model(x).sum().item())).not.toBeNaN();
    }
  });
  await nextCell();
});
