/** The places that a Jupyter reads from: `--user`, `--sys-prefix` or `--prefix DIR`. */
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { askPython } from "../bootstrap/python.mjs";
import { Problem } from "../bootstrap/steps.mjs";
import { texts } from "../bootstrap/texts.mjs";
import { pythonOfJupyter } from "./jupyter-python.ts";
import type { Given } from "./options.ts";

/** Where kernelspecs, extensions and templates go. */
export interface Location {
  /** `share/jupyter` of a prefix, or the person's own data folder. */
  data: string;
}

/** A Jupyter's place, and how it is named on the command line. */
export interface Place {
  location: Location;
  /** As in `--sys-prefix`. */
  option: string;
  /** The prefix, where the location is one. */
  prefix?: string;
}

/** The place that the options name; undefined where they name none. @throws {Problem} for several */
export function placeFrom(given: Given<"user" | "sys-prefix" | "prefix">): Place | undefined {
  const places: Place[] = [];
  if (given.has("user")) places.push(userPlace());
  if (given.has("sys-prefix")) places.push(pythonPlace());
  const prefix = given.value("prefix");
  if (prefix !== undefined) places.push(prefixPlace(resolve(prefix)));
  if (places.length > 1) {
    throw new Problem(texts.chooseOne(places.map(({ option }) => option).join(", ")));
  }
  return places[0];
}

/** Every place of this person: their own folder, and the prefixes of the programs on the PATH. */
export function knownPlaces(): Place[] {
  const jupyter = pythonOfJupyter();
  const python = activePython();
  const places = [
    userPlace(),
    ...(python ? [placeOf(python.prefix, "--sys-prefix")] : []),
    ...(jupyter ? [prefixPlace(jupyter.prefix)] : []),
  ];
  const first = ({ location }: Place) =>
    places.find((other) => other.location.data === location.data);
  return places.filter((place) => first(place) === place);
}

/** The person's own Jupyter folder. */
export function userPlace(): Place {
  return { location: userLocation(process.env), option: "--user" };
}

/** Below the prefix of the Python that a terminal would start: the active environment's. */
function pythonPlace(): Place {
  const python = activePython();
  if (!python) throw new Problem(texts.noPython());
  return placeOf(python.prefix, "--sys-prefix");
}

function prefixPlace(prefix: string): Place {
  return placeOf(prefix, `--prefix ${/\s/.test(prefix) ? JSON.stringify(prefix) : prefix}`);
}

function placeOf(prefix: string, option: string): Place {
  return { location: prefixLocation(prefix), prefix, option };
}

function activePython() {
  return askPython(["python3"]) ?? askPython(["python"]);
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
