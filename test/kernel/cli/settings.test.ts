import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { applyMerge, planMerge, undoMerge } from "../../../kernel/cli/settings.ts";
import { temporaryFolder } from "./run-command.ts";

const wanted = { HTMLExporter: { template_name: "sinapse" } };

/** Merges into a file with this text (none: null) and undoes it after `between`. */
function mergeAndUndo(text: string | null, between: (path: string) => void = () => {}) {
  const path = join(temporaryFolder(), "jupyter_config.json");
  if (text !== null) writeFileSync(path, text);
  const { merge, notes } = planMerge(path, wanted);
  if (merge) applyMerge(merge);
  const merged = existsSync(path) ? readFileSync(path, "utf8") : null;
  between(path);
  if (merge) undoMerge(merge);
  return { merged, notes, after: existsSync(path) ? readFileSync(path, "utf8") : null };
}

it("makes a settings file where there is none, and removes it again", () => {
  const { merged, after } = mergeAndUndo(null);
  expect(JSON.parse(merged ?? "")).toEqual(wanted);
  expect(after).toBeNull();
});

it("adds to the settings of others, and gives their text back as it was", () => {
  const theirs = '{"HTMLExporter": {"theme": "dark"},\n\n "ServerApp": {"port": 9000}}';
  const { merged, after } = mergeAndUndo(theirs);
  expect(JSON.parse(merged ?? "")).toEqual({
    HTMLExporter: { theme: "dark", template_name: "sinapse" },
    ServerApp: { port: 9000 },
  });
  expect(after).toBe(theirs);
});

it("takes out only its own settings when the file was changed in between", () => {
  const { after } = mergeAndUndo('{"ServerApp": {"port": 9000}}', (path) => {
    writeFileSync(path, readFileSync(path, "utf8").replace("9000", "9001"));
  });
  expect(JSON.parse(after ?? "")).toEqual({ ServerApp: { port: 9001 } });
});

it("leaves a template that the person chose, and says so", () => {
  const theirs = '{"HTMLExporter": {"template_name": "classic"}}';
  const { merged, notes, after } = mergeAndUndo(theirs);
  expect(merged).toBe(theirs);
  expect(after).toBe(theirs);
  expect(notes[0]).toContain("already sets HTMLExporter.template_name");
});

it("leaves a file that is not JSON, and says so", () => {
  const { merged, notes, after } = mergeAndUndo("c.ServerApp.port = 9000");
  expect(merged).toBe("c.ServerApp.port = 9000");
  expect(after).toBe(merged);
  expect(notes[0]).toContain("is not valid JSON");
});
