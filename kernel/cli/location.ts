/** The places that a Jupyter reads from, chosen by `--user`, `--sys-prefix` or `--prefix DIR`. */
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { askPython } from "../bootstrap/python.mjs";
import { Problem } from "../bootstrap/steps.mjs";
import { texts } from "../bootstrap/texts.mjs";

/** Where kernelspecs, extensions and templates go, and where settings go. */
export interface Location {
  /** `share/jupyter` of a prefix, or the person's own data folder. */
  data: string;
  /** `etc/jupyter` of a prefix, or the person's own settings folder. */
  settings: string;
}

/**
 * The location that the options name; the person's own folders when they name none.
 *
 * @throws {Problem} for an unknown option, a missing value, or more than one place
 */
export function locationFrom(parameters: string[]): Location {
  const places: Location[] = [];
  for (let i = 0; i < parameters.length; i++) {
    const [option = "", value] = (parameters[i] ?? "").split(/=(.*)/s);
    if (option === "--user") places.push(userLocation(process.env));
    else if (option === "--sys-prefix") places.push(prefixLocation(pythonPrefix()));
    else if (option === "--prefix") {
      const folder = value ?? parameters[++i];
      if (!folder) throw new Problem(texts.optionNeedsValue(option));
      places.push(prefixLocation(folder));
    } else throw new Problem(texts.unknownOption(option, "--user, --sys-prefix, --prefix DIR"));
  }
  if (places.length > 1) throw new Problem(texts.oneLocation());
  return places[0] ?? userLocation(process.env);
}

/** The location below a prefix such as a virtual environment. */
export function prefixLocation(prefix: string): Location {
  return {
    data: resolve(prefix, "share", "jupyter"),
    settings: resolve(prefix, "etc", "jupyter"),
  };
}

/** The person's own folders, as jupyter_core chooses them on each system. */
export function userLocation(environment: NodeJS.ProcessEnv): Location {
  const settings = environment.JUPYTER_CONFIG_DIR ?? join(homedir(), ".jupyter");
  return { data: environment.JUPYTER_DATA_DIR ?? systemDataFolder(environment), settings };
}

function systemDataFolder(environment: NodeJS.ProcessEnv): string {
  if (process.platform === "darwin") return join(homedir(), "Library", "Jupyter");
  if (process.platform === "win32") {
    return join(environment.APPDATA ?? join(homedir(), "AppData", "Roaming"), "jupyter");
  }
  return join(environment.XDG_DATA_HOME ?? join(homedir(), ".local", "share"), "jupyter");
}

/** The prefix of the Python that a terminal would start: the active virtual environment's. */
function pythonPrefix(): string {
  const python = askPython(["python3"]) ?? askPython(["python"]);
  if (!python) throw new Problem(texts.noPython());
  return python.prefix;
}
