/** What the environment can change about a kernel. */
import { homedir } from "node:os";
import { join } from "node:path";
import type { Settings } from "../session/options.ts";

/**
 * The session's `outputLimit` is `SINAPSE_OUTPUT_LIMIT`, its `types` are `SINAPSE_TYPES`, and its
 * `serverPath` is what JupyterHub sets.
 */
export interface KernelSettings extends Settings {
  /** Where the history is kept. `SINAPSE_DATA_DIR`. */
  dataDirectory: string;
  /** The folder that imports and relative paths start from: where the notebook is. */
  cwd: string;
}

/** The settings that the environment gives. */
export function readSettings(env: NodeJS.ProcessEnv = process.env): KernelSettings {
  const limit = Number(env.SINAPSE_OUTPUT_LIMIT);
  return {
    dataDirectory: env.SINAPSE_DATA_DIR ?? join(userData(env), "sinapse"),
    outputLimit: limit > 0 ? limit : 10_000_000,
    cwd: currentFolder(env),
    types:
      env.SINAPSE_TYPES === "warn" || env.SINAPSE_TYPES === "off" ? env.SINAPSE_TYPES : "block",
    serverPath: env.JUPYTERHUB_SERVICE_PREFIX ?? "/",
  };
}

/** The folder that Jupyter started us in, also where it is gone already. */
function currentFolder(env: NodeJS.ProcessEnv): string {
  try {
    return process.cwd();
  } catch {
    return env.PWD ?? homedir();
  }
}

function userData(env: NodeJS.ProcessEnv): string {
  if (process.platform === "win32" && env.APPDATA) return env.APPDATA;
  if (process.platform === "darwin") return join(homedir(), "Library", "Application Support");
  return env.XDG_DATA_HOME ?? join(homedir(), ".local", "share");
}
