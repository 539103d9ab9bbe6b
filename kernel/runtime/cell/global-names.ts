/**
 * Runs cells that were compiled to functions, in any engine. What they declare are properties of
 * the global object; nothing here is Node's.
 */

/**
 * Makes global properties of the names that a cell declares. Until it gets its value, a new one is
 * in its dead zone; one that is there keeps its value until then, as in V8's REPL mode.
 * @throws {SyntaxError} where the engine does not let go of a name, as of `undefined`
 */
export function declare(names: string[]): void {
  const all = names.map(
    (name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const,
  );
  for (const [name, found] of all) {
    if (found?.configurable === false && !found.writable)
      throw new SyntaxError(`Identifier '${name}' has already been declared`);
  }
  for (const [name, found] of all) {
    if (found?.configurable === false) continue;
    if (found && "value" in found) {
      Object.defineProperty(globalThis, name, { writable: true, enumerable: false });
    } else {
      inDeadZone(name);
    }
  }
}

function inDeadZone(name: string): void {
  const define = (value: unknown): void => {
    const property = { value, writable: true, configurable: true, enumerable: false };
    Object.defineProperty(globalThis, name, property);
  };
  Object.defineProperty(globalThis, name, {
    configurable: true,
    enumerable: false,
    get() {
      throw new ReferenceError(`Cannot access '${name}' before initialization`);
    },
    set: define,
  });
}

// Kept, as a cell may declare a name such as `eval`.
// biome-ignore lint/security/noGlobalEval: code of the user is run, in the global scope
const evaluate = globalThis.eval;

/**
 * Runs a cell and gives its value, which is not awaited: it stands in a list.
 * @param javascript compiled for the target `asyncFunction`
 * @param url the cell's name in stack traces
 */
export async function runFunction(javascript: string, url: string): Promise<[value?: unknown]> {
  const cell = evaluate(`${javascript}\n//# sourceURL=${url}`) as () => Promise<
    [unknown] | undefined
  >;
  return (await cell()) ?? [];
}
