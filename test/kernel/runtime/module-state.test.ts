import { describe, expect, test } from "vitest";
import { moduleStates, sourcesIn } from "./module-state.ts";

const otherThread = "lives in another thread, which no interrupt stops";
const startUp = "is made as the process starts, before any cell";
const cache = "what is missing or half made is made again";
const oneStep = "changes in one step, between two places where code can be stopped";
const recovers =
  "the kernel's own way of going on: recover() in activity.ts, and numbered messages";
const byKey = "holds one entry for each object; the others are right where one is missing";

/** Modules that hold state and need no function that puts it right, and why. */
const needless: Record<string, string> = {
  "lib/base64.ts": startUp,
  "lib/display.ts": oneStep,
  "lib/host.ts": startUp,
  "lib/host/node/collect-garbage.ts": cache,
  "lib/host/node/tslab.ts": cache,
  "lib/language.ts": oneStep,
  "lib/exercise/exercise.ts": byKey,
  "lib/backend/backend.ts": oneStep,
  "lib/nn/safetensors.ts": oneStep,
  "lib/plot/drawings/graph.ts": "loaded outside of the cell, and so to its end",
  "lib/tensor/anomaly.ts": byKey,
  "lib/tensor/empty.ts": cache,
  "lib/tensor/random.ts": "any state of a generator is one; a seed starts it anew",
  "lib/widgets/widget.ts": byKey,
  "kernel/runtime/cell/activity.ts": recovers,
  "kernel/runtime/control/async-stack.ts": startUp,
  "kernel/runtime/globals/comms.ts": byKey,
  "kernel/runtime/control/main-thread.ts": recovers,
  "kernel/runtime/control/control-thread.ts": otherThread,
  "kernel/runtime/cell/evaluate.ts": cache,
  "kernel/runtime/cell/execute.ts": byKey,
  "kernel/runtime/cell/owner.ts": oneStep,
  "kernel/runtime/cell/payload.ts": byKey,
  "kernel/runtime/cell/using.ts": byKey,
  "kernel/runtime/errors/sources.ts": cache,
  "kernel/runtime/imports/file-maps.ts": oneStep,
  "kernel/runtime/imports/hooks.ts": otherThread,
  "kernel/runtime/imports/import.ts": oneStep,
  "kernel/runtime/imports/loads.ts": "an entry goes when its import ends, or its time is over",
  "kernel/runtime/imports/place.ts": oneStep,
  "kernel/runtime/imports/tslab.ts": startUp,
  "kernel/runtime/output/child-processes.ts": oneStep,
};

function withoutReason(sources: Record<string, string>): string[] {
  return Object.entries(moduleStates(sources))
    .filter(([path, { variables, isRegistered }]) => {
      return variables.length > 0 && !isRegistered && !(path in needless);
    })
    .map(([path, { variables }]) => `${path}: ${variables.join(", ")}`);
}

describe("a module that keeps something in variables", () => {
  test("puts it right after an interrupt, or is listed with why it need not", () => {
    expect(withoutReason(sourcesIn("lib", "kernel/runtime"))).toEqual([]);
  });

  test("is listed only as long as it keeps something", () => {
    const states = moduleStates(sourcesIn("lib", "kernel/runtime"));
    const stale = Object.keys(needless).filter((path) => {
      return !states[path] || states[path].variables.length === 0 || states[path].isRegistered;
    });
    expect(stale).toEqual([]);
  });

  test.each([
    ["a variable", "let busy = false;"],
    ["an exported variable", "export let count: number = 0;"],
    ["a map", "const open = new Map<string, number>();"],
    [
      "a list that grows",
      "const list: number[] = []; export const add = (x: number) => list.push(x);",
    ],
    ["an object that changes", "const mode = { on: true }; function off() { mode.on = false; }"],
    ["an object that counts", "const clock = { inner: { now: 1 } }; () => clock.inner.now++;"],
    ["an object that forgets", "const all: Record<string, 1> = {}; () => { delete all.a; };"],
    ["a field of a class", "export class Counter { static last = 0; }"],
  ])("is found by %s", (_what, source) => {
    expect(withoutReason({ "lib/new.ts": source })).toHaveLength(1);
    const registered = `${source} afterInterrupt(() => {});`;
    expect(withoutReason({ "lib/new.ts": registered })).toEqual([]);
  });

  test("is found where another one changes what it exports", () => {
    const sources = {
      "lib/a/mode.ts": "export const mode = { on: true };",
      "lib/b/use.ts": "import { mode as m } from '../a/mode.ts'; () => { m.on = false; };",
    };
    expect(withoutReason(sources)).toEqual(["lib/a/mode.ts: mode"]);
  });

  test.each([
    [
      "a constant",
      "const most = 3; const names = ['a', 'b']; export const colors = { red: '#f00' };",
    ],
    [
      "a function",
      "const twice = (x: number) => 2 * x; export function f() { let n = 0; n += 1; }",
    ],
    ["a pattern", "const pattern = new RegExp('a');"],
  ])("is not one with %s alone", (_what, source) => {
    expect(withoutReason({ "lib/new.ts": source })).toEqual([]);
  });
});
