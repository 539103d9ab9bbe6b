/** What the checker says, with names that a reader knows in place of its own and of the package's. */

import type { Cells } from "./cells.ts";

/** A type of another cell, as an error names it: two cells may declare different ones. */
export function namesInError(text: string, { cells }: Cells): string {
  const named = text.replaceAll(
    /import\("[^"\n]*?(__cell_\d+__)"\)(\.)?/g,
    (_, module: string, dot = "") => {
      const url = cells.get(module)?.url;
      // A type of the cell itself needs no place.
      return url === undefined ? "" : `import("${url}")${dot}`;
    },
  );
  return withoutPlaces(named);
}

/** What is shown of a name: there its types need no place. */
export function namesInHover(text: string): string {
  return withoutPlaces(text.replaceAll(/import\("[^"\n]*?__cell_\d+__"\)\.?/g, ""));
}

function withoutPlaces(text: string): string {
  return text
    .replaceAll(/\b__cells__\["__cell_\d+__"\]\["([^"\n]+)"\]/g, "$1")
    .replaceAll(/(?<![\p{ID_Continue}$.])__cell_\d+__\./gu, "")
    .replaceAll(/(typeof )?import\("([^"\n]*[/\\][^"\n]*)"\)(\.)?/g, named)
    .replaceAll(/\bmodule "([^"\n]*[/\\][^"\n]*)"/g, (_, path: string) => {
      const { name, isOurs } = moduleOf(path);
      return `module ${isOurs ? name : JSON.stringify(name)}`;
    });
}

/** `typeof import("/…/lib/data/index")` is what a cell calls `data`; `import("/…").T` is `T`. */
function named(_: string, type = "", path = "", dot = ""): string {
  const { name, isOurs } = moduleOf(path);
  if (type === "" && dot !== "") return "";
  return isOurs ? `${name}${dot}` : `${type}import(${JSON.stringify(name)})${dot}`;
}

/** What an import calls a file. */
function moduleOf(path: string): { name: string; isOurs: boolean } {
  const ours = /(?:^|[/\\])lib[/\\](?:(\w+)(?:[/\\]index)?|.*)(?:\.d)?(?:\.ts)?$/.exec(path);
  const [, installed] =
    /.*[/\\]node_modules[/\\](?:@types[/\\])?((?:@[^/\\]+[/\\])?[^/\\]+)/.exec(path) ?? [];
  if (installed !== undefined && installed !== "sinapse") return { name: installed, isOurs: false };
  if (ours) return { name: ours[1] && ours[1] !== "index" ? ours[1] : "sinapse", isOurs: true };
  const file = path.split(/[/\\]/).at(-1) ?? path;
  return { name: path.startsWith("node:") ? path : `./${file}`, isOurs: false };
}

/** The values that an index exports, as `adam, adamW, …`; nothing of a file that is more than one. */
export function exportedNames(index: string): string | undefined {
  const code = index.replaceAll(/\/\*[\s\S]*?\*\//g, "");
  if (!/^(?:\s*(?:import "|export [^;]* from )[^;]*;)+\s*$/.test(code)) return undefined;
  const names: string[] = [];
  for (const [, list = ""] of index.matchAll(/^export \{([^}]*)\} from/gm)) {
    const each = list.split(",").map((entry) => entry.trim());
    names.push(...each.filter((entry) => entry !== "" && !entry.startsWith("type ")));
  }
  for (const [, name = ""] of index.matchAll(/^export \* as (\w+) from/gm)) names.push(name);
  return names.sort((a, b) => a.localeCompare(b)).join(", ");
}
