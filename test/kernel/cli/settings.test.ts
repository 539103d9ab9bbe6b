import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { undoMerge } from "../../../kernel/cli/settings.ts";
import { temporaryFolder } from "./run-command.ts";

const added = { HTMLExporter: { template_name: "sinapse" } };

/** What an earlier Sinapse left of a file with this text (none: null), taken back after `between`. */
function takeBack(before: string | null, between: (path: string) => void = () => {}) {
  const path = join(temporaryFolder(), "jupyter_config.json");
  const settings = JSON.parse(before ?? "{}");
  settings.HTMLExporter = { ...settings.HTMLExporter, ...added.HTMLExporter };
  const after = `${JSON.stringify(settings, null, 2)}\n`;
  writeFileSync(path, after);
  between(path);
  undoMerge({ path, before, after, added });
  return existsSync(path) ? readFileSync(path, "utf8") : null;
}

it("removes a settings file that was not there before", () => {
  expect(takeBack(null)).toBeNull();
});

it("gives the text of others back as it was", () => {
  const theirs = '{"HTMLExporter": {"theme": "dark"},\n\n "ServerApp": {"port": 9000}}';
  expect(takeBack(theirs)).toBe(theirs);
});

it("takes out only its own settings when the file was changed in between", () => {
  const after = takeBack('{"ServerApp": {"port": 9000}}', (path) => {
    writeFileSync(path, readFileSync(path, "utf8").replace("9000", "9001"));
  });
  expect(JSON.parse(after ?? "")).toEqual({ ServerApp: { port: 9001 } });
});

it("leaves a file that somebody made invalid", () => {
  const after = takeBack(null, (path) => writeFileSync(path, "c.ServerApp.port = 9000"));
  expect(after).toBe("c.ServerApp.port = 9000");
});
