/** The names that an import takes out of a module. */
import { nearest } from "../../texts/nearest.ts";

type Module = Record<string, unknown>;

/**
 * The module with all `names`. Node does not see every name that a CommonJS module exports, and
 * none of JSON: those are taken from inside the default export.
 *
 * @throws SyntaxError if a name is nowhere, with what there is instead.
 */
export function withNames(module: Module, names: string[], specifier: string): Module {
  const missing = names.filter((name) => !(name in module));
  if (missing.length === 0) return module;
  const whole = Object(module.default) as Module;
  const lost = missing.find((name) => !(name in whole));
  if (lost !== undefined) throw new SyntaxError(explain(module, lost, specifier));
  return { ...module, ...Object.fromEntries(missing.map((name) => [name, whole[name]])) };
}

function explain(module: Module, name: string, specifier: string): string {
  const names = Object.keys(module).filter((each) => each !== "default");
  if (name === "default") {
    const instead = names.length > 0 ? ` Import by name: import { ${names[0]} } from …` : "";
    return `import: "${specifier}" has no default export.${instead}`;
  }
  const near = nearest(name, names);
  const hint = near
    ? ` Did you mean ${near}? It exports ${list(names)}.`
    : "default" in module
      ? " Without braces it gives its default export."
      : " It exports nothing.";
  return `import: "${specifier}" exports no ${name}.${hint}`;
}

function list(names: string[]): string {
  const most = 12;
  const shown = names.slice(0, most).join(", ");
  return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}
