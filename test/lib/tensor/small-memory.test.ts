import { afterEach, expect, test, vi } from "vitest";

// Phones and small virtual machines refuse the 1 GiB of address space that the memory begins with.

type Size = { initial: number; maximum: number };
interface Engine {
  Memory: new (size: Size) => object;
}
const engine = Reflect.get(globalThis, "WebAssembly") as Engine;

/** Loads the library anew, on an engine that grants memories of so many pages. */
async function load(mostInitial: number, mostAtAll = 65535) {
  asked.length = 0;
  class SmallMemory extends engine.Memory {
    constructor(size: Size) {
      asked.push(size);
      if (size.initial > mostInitial || size.maximum > mostAtAll) throw new RangeError("no memory");
      super(size);
    }
  }
  const names = ["validate", "Module", "Instance"] as const;
  const rest = Object.fromEntries(names.map((name) => [name, Reflect.get(engine, name)]));
  vi.stubGlobal("WebAssembly", { ...rest, Memory: SmallMemory });
  vi.resetModules();
  const { memory } = await import("../../../lib/backend/memory.ts");
  return { memory, ...(await import("sinapse")) };
}
const asked: Size[] = [];
afterEach(() => vi.unstubAllGlobals());

test("where 1 GiB is refused, the memory starts smaller and grows as tensors are made", async () => {
  const { matmul, memory, memoryUse, ones, randn } = await load(256);
  expect(asked.map(({ initial }) => initial)).toEqual([16384, 1024, 256]);
  expect(memory.buffer.byteLength).toBe(256 * 65536);
  const kept = randn([30, 30], { seed: 1 });
  const [numbers, product] = [kept.tolist(), matmul(kept, kept).tolist()];
  const all = Array.from({ length: 20 }, () => ones([1000, 1000]));
  expect(memoryUse().used).toBeGreaterThan(80e6);
  expect(memory.buffer.byteLength).toBeGreaterThan(80e6);
  expect(kept.tolist()).toEqual(numbers);
  expect(matmul(kept, kept).tolist()).toEqual(product);
  expect(all.at(-1)!.sum().item()).toBe(1e6);
});

test("where 256 MiB are all that is granted, an error says so", async () => {
  const { ones, zeros } = await load(256, 4096);
  expect(ones([100]).sum().item()).toBe(100);
  expect(() => zeros([10_000, 10_000])).toThrow(/do not fit into the 0\.25 GiB of WebAssembly/);
});
