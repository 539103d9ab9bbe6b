import { readdirSync } from "node:fs";
import { relative } from "node:path";
import { describe, expect, it } from "vitest";
import { lessons } from "../../kernel/cli/handouts.ts";
import { inPackage } from "../../kernel/cli/package-root.ts";
import { execute } from "./execute.ts";

const names = lessons().map((path) => relative(inPackage("notebooks"), path));

describe("every lesson", () => {
  it("is found: at least the first one in Portuguese", () => {
    expect(readdirSync(inPackage("notebooks", "pt"))).not.toHaveLength(0);
    expect(names.some((name) => name.startsWith("pt"))).toBe(true);
  });

  it.each(names)(
    "%s runs from top to bottom without an error",
    async (name) => {
      const { outputs, figures } = await execute(name);
      const errors = outputs.filter((output) => output.output_type === "error");
      expect(errors).toEqual([]);
      expect(figures.length).toBeGreaterThan(0);
      for (const figure of figures) expect(figure.data.length).toBeGreaterThan(0);
    },
    600_000,
  );
});
