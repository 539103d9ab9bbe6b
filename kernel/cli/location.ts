/** The places that a Jupyter reads from, chosen by `--user`, `--sys-prefix` or `--prefix DIR`. */
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { askPython } from "../bootstrap/python.mjs";
import { Problem } from "../bootstrap/steps.mjs";
import { texts } from "../bootstrap/texts.mjs";

/** Where kernelspecs, extensions and templates go. */
export interface Location {
  /** `share/jupyter` of a prefix, or the person's own data folder. */
  data: string;
}

/** What the options of install and uninstall name. */
export interface Place {
  location: Location;
  /** The prefix, where the location is one. */
  prefix?: string;
  /** The Python that gets the exporter. */
  python?: string;
}

/**
 * The place that the options name; the person's own folders when they name none.
 *
 * @throws {Problem} for an unknown option, a missing value, or more than one place
 */
export function placeFrom(parameters: string[]): Place {
  const places: Place[] = [];
  let python: string | undefined;
  for (let i = 0; i < parameters.length; i++) {
    const [option = "", given] = (parameters[i] ?? "").split(/=(.*)/s);
    const value = () => {
      const text = given ?? parameters[++i];
      if (!text) throw new Problem(texts.optionNeedsValue(option));
      return text;
    };
    if (option === "--user") places.push({ location: userLocation(process.env) });
    else if (option === "--sys-prefix") places.push(placeOf(pythonPrefix()));
    else if (option === "--prefix") places.push(placeOf(value()));
    else if (option === "--python") python = value();
    else {
      const known = "--user, --sys-prefix, --prefix DIR, --python PATH";
      throw new Problem(texts.unknownOption(option, known));
    }
  }
  if (places.length > 1) throw new Problem(texts.oneLocation());
  const place = places[0] ?? { location: userLocation(process.env) };
  return { ...place, ...(python !== undefined && { python }) };
}

function placeOf(prefix: string): Place {
  return { location: prefixLocation(prefix), prefix };
}

/** The location below a prefix such as a virtual environment. */
export function prefixLocation(prefix: string): Location {
  return { data: resolve(prefix, "share", "jupyter") };
}

/** The person's own folder, as jupyter_core chooses it on each system. */
export function userLocation(environment: NodeJS.ProcessEnv): Location {
  return { data: environment.JUPYTER_DATA_DIR ?? systemDataFolder(environment) };
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
