import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { sinapse: new URL("./lib/index.ts", import.meta.url).pathname } },
  test: {
    globalSetup: ["test/setup.ts"],
    include: ["test/**/*.test.ts"],
    // Many tests start kernels, and some machines are slow: only what hangs runs into these.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    exclude: ["test/bench/**", "node_modules/**"],
  },
});
