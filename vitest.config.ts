import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { long } from "./test/long.ts";

const shared = {
  // Many tests start kernels, and some machines are slow: only what hangs runs into these.
  testTimeout: 60_000,
  hookTimeout: 60_000,
  // Tests of the library's inside import no more of it than they test: Node's host comes first.
  setupFiles: ["lib/host/node/host.ts"],
  // The tests read English messages, whatever the machine's language is.
  env: { LC_ALL: "C" },
};
const skipped = ["test/bench/**", "node_modules/**", ...(long ? [] : ["test/**/*.long.test.ts"])];

export default defineConfig({
  resolve: { alias: { sinapse: new URL("./lib/index.ts", import.meta.url).pathname } },
  test: {
    // Vitest itself leaves one core to those who watch, of two the half.
    maxWorkers: Math.min(availableParallelism(), 8),
    projects: [
      {
        extends: true,
        test: {
          ...shared,
          name: "sinapse",
          globalSetup: ["test/setup.ts"],
          include: ["test/**/*.test.ts"],
          exclude: skipped,
        },
      },
      {
        extends: true,
        // What computes gives the same numbers on the plain-JavaScript kernels; the files left out
        // compare both kernels themselves, or only look at memory.
        test: {
          ...shared,
          name: "reference",
          include: ["test/lib/{data,nn,optim,tensor}/**/*.test.ts"],
          exclude: [
            ...skipped,
            "test/lib/tensor/{gradcheck,kernels,memory,out-of-memory,pytorch}.test.ts",
          ],
          env: { ...shared.env, SINAPSE_BACKEND: "reference" },
        },
      },
    ],
  },
});
