/** One scratch folder for the whole run, which the test files share and which goes when it ends. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), "sinapse-test-"));
  process.env.SINAPSE_TEST_FOLDER = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
