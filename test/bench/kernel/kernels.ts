/** The kernels under test: how each is started, and the same cells in its language. */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** Cells that mean the same in every language. */
export interface Snippets {
  /** Thirty lines of ordinary code; `n` makes its names new. */
  thirtyLines(n: number): string;
  /** A small cell before it, likewise. */
  small(n: number): string;
  printLines: string;
  spin: string;
  spinFor(milliseconds: number): string;
  hang: string;
  setState: string;
  readState: string;
  exit: string;
  fail: string;
  /** Starts something that prints later, and returns at once. */
  printLater: string;
  /** Starts something that fails later with "too late", and returns at once. */
  failLater: string;
  sleep: string;
  /** Cells that declare the same names in several ways. */
  declareAgain: string[];
  /** A variable `n` and a function that adds 1 to it. */
  counter: string[];
  /** Sets `n` to 100 and calls the function, in one cell. */
  countOn: string;
  /** Gives what the user answers. */
  ask: string;
  /** What to complete. */
  complete: string;
  /** The text that its completions hold. */
  completed: string;
}

export interface Kernel {
  name: string;
  command: string[];
  /** The folder that it starts in; default: an empty one. */
  cwd?: string;
  interrupt: "message" | "signal";
  snippets: Snippets;
}

const root = process.env.SINAPSE_ROOT!;
export const here = join(root, "test/bench/kernel");
export const python = join(root, ".venv/bin/python");
const require = createRequire(join(here, "package.json"));

const typescript: Snippets = {
  thirtyLines: (n) =>
    [
      `interface Point${n} { x: number; y: number }`,
      `const points${n}: Point${n}[] = Array.from({ length: 10 }, (_, i) => ({ x: i, y: i * i }));`,
      ...Array.from({ length: 26 }, (_, i) =>
        i % 2
          ? `const f${n}_${i} = (p: Point${n}): number => p.x * ${i} + p.y;`
          : `let s${n}_${i}: string[] = points${n}.map((p) => \`\${p.x + ${i}}\`);`,
      ),
      `const total${n} = points${n}.reduce((sum, p) => sum + f${n}_1(p), 0);`,
      `total${n}`,
    ].join("\n"),
  small: (n) => `const small${n} = { value: ${n}, name: "cell ${n}" };\nsmall${n}.value`,
  printLines: "for (let i = 0; i < 10000; i++) console.log('line ' + i)",
  spin: "console.log('on'); while (true) {}",
  spinFor: (ms) =>
    `console.log('on'); { const end = Date.now() + ${ms}; while (Date.now() < end); }`,
  hang: "console.log('on'); await new Promise(() => {})",
  setState: "(globalThis as any).kept = 42",
  readState: "(globalThis as any).kept",
  exit: "process.exit(1)",
  fail: "throw new Error('expected')",
  printLater: "setTimeout(() => console.log('late'), 100); 0",
  failLater: "setTimeout(() => { throw new Error('too late') }, 50); 0",
  declareAgain: [
    "const a = 1; let b = 1; class C {} function f() { return 1 }",
    "let a = 2; const b = 2; class C {} function f() { return 2 }",
    "const f = 3; let C = 3; var g = a + b",
  ],
  counter: ["let n = 1; const inc = () => ++n; 0"],
  countOn: "n = 100; inc()",
  ask: "prompt('name?')",
  sleep: "await new Promise((done) => setTimeout(done, 400))",
  complete: "Math.hyp",
  completed: "hypot",
};

const pythonSnippets: Snippets = {
  thirtyLines: (n) =>
    [
      `points${n} = [{"x": i, "y": i * i} for i in range(10)]`,
      ...Array.from({ length: 27 }, (_, i) =>
        i % 2
          ? `f${n}_${i} = lambda p: p["x"] * ${i} + p["y"]`
          : `s${n}_${i} = [str(p["x"] + ${i}) for p in points${n}]`,
      ),
      `total${n} = sum(f${n}_1(p) for p in points${n})`,
      `total${n}`,
    ].join("\n"),
  small: (n) => `small${n} = {"value": ${n}, "name": "cell ${n}"}\nsmall${n}["value"]`,
  printLines: "for i in range(10000): print('line ' + str(i))",
  spin: "print('on', flush=True)\nwhile True: pass",
  spinFor: (ms) =>
    `import time; end = time.time() + ${ms / 1000}; print('on', flush=True)\nwhile time.time() < end: pass`,
  hang: "import asyncio; print('on', flush=True)\nawait asyncio.Future()",
  setState: "kept = 42",
  readState: "kept",
  exit: "import os; os._exit(1)",
  fail: "raise ValueError('expected')",
  printLater: "import threading; threading.Timer(0.1, lambda: print('late', flush=True)).start()",
  failLater:
    "import threading\ndef late(): raise ValueError('too late')\nthreading.Timer(0.05, late).start()",
  declareAgain: ["a = 1\nclass C: pass\ndef f(): return 1", "f = 3\nC = 3\ndef a(): return 2"],
  counter: ["n = 1\ndef inc():\n  global n\n  n += 1\n  return n"],
  countOn: "n = 100\ninc()",
  ask: "input('name?')",
  sleep: "import time; time.sleep(0.4)",
  complete: "'a'.isalph",
  completed: "isalpha",
};

export const kernels: Kernel[] = [
  {
    name: "Sinapse",
    command: [process.execPath, join(root, "dist/kernel/main.js"), "{connection_file}"],
    interrupt: "message",
    snippets: typescript,
  },
  {
    name: "tslab",
    command: [
      process.execPath,
      join(dirname(require.resolve("tslab/package.json")), "bin/tslab"),
      "kernel",
      "--config-path={connection_file}",
    ],
    // It finds Node's types only here.
    cwd: here,
    interrupt: "signal",
    snippets: typescript,
  },
  {
    name: "Deno",
    command: [
      join(here, "node_modules/.bin/deno"),
      ...["jupyter", "--kernel", "--conn", "{connection_file}"],
    ],
    interrupt: "signal",
    snippets: {
      ...typescript,
      exit: "Deno.exit(1)",
    },
  },
  {
    name: "ipykernel",
    command: [python, ...["-m", "ipykernel_launcher", "-f", "{connection_file}"]],
    interrupt: "signal",
    snippets: pythonSnippets,
  },
];
