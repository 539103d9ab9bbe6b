/** What the language does with a cell takes as long as the cell is: no text makes it stand still. */
import { describe, expect, test } from "vitest";
import { Candidate } from "../../../kernel/language/check/candidate.ts";
import { Cells } from "../../../kernel/language/check/cells.ts";
import { formatDiagnostics } from "../../../kernel/language/check/format.ts";
import { moduleText } from "../../../kernel/language/check/module-text.ts";
import { namesIn } from "../../../kernel/language/check/names.ts";
import { completeCommand, inspectCommand } from "../../../kernel/language/compile/commands.ts";
import { nodeCompiler } from "../../../kernel/language/node-compiler.ts";
import { sample } from "../../long.ts";
import { hostileCells } from "../hostile-cells.ts";

const { prepare, isComplete } = nodeCompiler;

const length = 160_000;
/** Seconds of this process's own time; what is quadratic took 20 and more. */
const most = 10;

const tasks: Record<string, (source: string) => void> = {
  "is compiled": (source) => {
    const candidate = new Candidate(
      nodeCompiler,
      prepare(source),
      "cell-1.ts",
      new Cells(),
      0,
      "m",
    );
    void candidate.guess;
    try {
      void candidate.after;
    } catch (error) {
      // Too deep for the parsers, which is said.
      if (!(error instanceof RangeError)) throw error;
    }
  },
  "is completed and inspected": (source) => {
    completeCommand(source, source.length);
    inspectCommand(source, source.length);
    const prepared = prepare(source);
    moduleText(prepared, new Cells(), namesIn(prepared.scan.tokens), true);
  },
  "is said to be complete or not": (source) => void isComplete(source),
  "is shown with an error": (source) => {
    const at = { start: source.length >> 1, end: source.length };
    formatDiagnostics(
      source,
      [{ severity: "error", code: "TS1", message: "m", ...at }],
      "cell-1.ts",
    );
  },
};

describe.each(Object.entries(tasks))(
  "within seconds a cell of 160,000 characters %s:",
  (_, task) => {
    test.each(sample(Object.keys(hostileCells), 4))("%s", (name) => {
      const source = hostileCells[name]!(length);
      expect(source.length).toBeGreaterThan(length / 2);
      const before = process.cpuUsage();
      task(source);
      const { user, system } = process.cpuUsage(before);
      expect((user + system) / 1e6).toBeLessThan(most);
    });
  },
);
