// @ts-check
/**
 * Makes node_modules and dist anew beside the ones that work, which go only once their replacement
 * is complete. All that is only for a while begins with `.sinapse-`, so that a later start can tell.
 */
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";

/** The folders that are replaced as a whole. */
const replaced = ["node_modules", "dist"];

/** @param {string} root @param {string} name */
const oldPlace = (root, name) => join(root, `.sinapse-old-${name}`);

/**
 * Calls `make` with an empty folder; what it leaves there under `name` becomes `root/name`.
 * @param {string} root the folder of package.json
 * @param {string} name as in `dist`
 * @param {(scratch: string) => void | Promise<void>} make
 */
export async function replaceFolder(root, name, make) {
  const scratch = join(root, `.sinapse-new-${name}`);
  remove(scratch);
  try {
    mkdirSync(scratch);
    await make(scratch);
    const old = oldPlace(root, name);
    remove(old);
    if (existsSync(join(root, name))) renameSync(join(root, name), old);
    renameSync(join(scratch, name), join(root, name));
    remove(old);
  } finally {
    restore(root);
    remove(scratch);
  }
}

/**
 * Puts back what an interrupted start had moved out of the way.
 * @param {string} root
 */
export function restore(root) {
  for (const name of replaced) {
    const old = oldPlace(root, name);
    if (existsSync(old) && !existsSync(join(root, name))) renameSync(old, join(root, name));
  }
}

/** @param {string} folder */
function remove(folder) {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
