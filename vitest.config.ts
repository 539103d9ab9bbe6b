import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { sinapse: new URL("./lib/index.ts", import.meta.url).pathname } },
  test: {
    globalSetup: ["test/setup.ts"],
    include: ["test/**/*.test.ts"],
    exclude: ["test/bench/**", "node_modules/**"],
  },
});
