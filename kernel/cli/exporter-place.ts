/** Chooses the Python that gets the exporter. */
import { Problem } from "../bootstrap/steps.mjs";
import { texts } from "../bootstrap/texts.mjs";
import {
  askJupyterPython,
  type JupyterPython,
  pythonOfJupyter,
  pythonOfPrefix,
} from "./jupyter-python.ts";
import type { InstalledExporter } from "./manifest.ts";

/**
 * The folder of packages that the exporter goes into: of the Python that is named, else of the
 * prefix's own, else of the `jupyter` that is first on the PATH. Where there is none, or it may not
 * be changed, the exporter is left out, and the person is told why and what to do.
 *
 * @param say told which Python it is, or why there is none
 * @throws {Problem} when what was named is no Python
 */
export function choosePackages(
  prefix: string | undefined,
  named: string | undefined,
  say: (sentence: string) => void,
): InstalledExporter | undefined {
  const python = choose(prefix, named);
  if (!python) say(texts.noJupyter());
  else if (python.nbconvert === null) say(texts.noNbconvert(python.path));
  else if (python.managed) say(texts.managedPython(python.path));
  else if (python.packages === null) say(texts.packagesNotWritable(python.path));
  else {
    say(texts.exporterGoesInto(python.path, python.nbconvert));
    return { packages: python.packages, prefix: python.prefix };
  }
  return undefined;
}

function choose(prefix: string | undefined, named: string | undefined): JupyterPython | undefined {
  if (named === undefined) return (prefix && pythonOfPrefix(prefix)) || pythonOfJupyter();
  const python = askJupyterPython(named);
  if (!python) throw new Problem(texts.notPython(named));
  return python;
}
