/**
 * Before the first test: a build that is as new as the sources, which most tests run, and one scratch
 * folder for the whole run, which the test files share and which goes when it ends.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { prepareCheckout } from "../kernel/bootstrap/packages.mjs";
import { inPackage } from "../kernel/node/package-root.ts";

export async function setup(): Promise<() => void> {
  await prepareCheckout(inPackage());
  const folder = mkdtempSync(join(tmpdir(), "sinapse-test-"));
  process.env.SINAPSE_TEST_FOLDER = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
