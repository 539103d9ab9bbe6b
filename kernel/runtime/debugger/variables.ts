/** V8's values as the variables that a front end shows. */
import type { DebugProtocol } from "@vscode/debugprotocol";
import type { Inspector, Runtime } from "./inspector.ts";

/** An object, or several scopes shown as one. */
type Container = { objectIds: string[]; name?: string };

/** Longer arrays show only their beginning. */
const most = 200;

export class Variables {
  readonly #inspector: Inspector;
  readonly #containers = new Map<number, Container>();
  #last = 0;

  constructor(inspector: Inspector) {
    this.#inspector = inspector;
  }

  /** Gives the number by which a front end asks for what is inside. */
  reference(container: Container): number {
    this.#last += 1;
    this.#containers.set(this.#last, container);
    return this.#last;
  }

  /** The user's code goes on: what was shown is no longer true. */
  clear(): void {
    this.#containers.clear();
  }

  async inside(reference: number): Promise<DebugProtocol.Variable[]> {
    const container = this.#containers.get(reference);
    if (!container) return [];
    const found = new Map<string, DebugProtocol.Variable>();
    for (const objectId of container.objectIds) {
      for (const variable of await this.#properties(objectId, container.name)) {
        if (!found.has(variable.name)) found.set(variable.name, variable);
      }
    }
    return [...found.values()];
  }

  /** In one line. There is no `type` beside the value: JupyterLab would show that instead. */
  variable(
    name: string,
    value: Runtime.RemoteObject,
    evaluateName?: string,
  ): DebugProtocol.Variable {
    const { objectId, type } = value;
    const container: Container = { objectIds: objectId ? [objectId] : [] };
    if (evaluateName !== undefined) container.name = evaluateName;
    return {
      name,
      value: text(value),
      variablesReference: objectId && type !== "function" ? this.reference(container) : 0,
      ...(evaluateName !== undefined && { evaluateName }),
    };
  }

  async #properties(
    objectId: string,
    parent: string | undefined,
  ): Promise<DebugProtocol.Variable[]> {
    const shown = await this.#shortened(objectId);
    const { result, internalProperties = [] } =
      await this.#inspector.post<Runtime.GetPropertiesReturnType>("Runtime.getProperties", {
        objectId: shown,
        ownProperties: true,
        generatePreview: true,
      });
    const own = result
      .filter(({ name, value }) => value && !name.startsWith("__sinapse_") && name !== "__proto__")
      .map(({ name, value, enumerable }) => ({ name, value: value!, enumerable }))
      .filter(({ name, enumerable }) => enumerable || name === "length");
    const inner = internalProperties
      .filter(({ name, value }) => value && /^\[\[(Entries|PromiseState|PromiseResult)/.test(name))
      .map(({ name, value }) => ({ name, value: value! }));
    return [...own, ...inner].map(({ name, value }) =>
      this.variable(name, value, name.startsWith("[[") ? undefined : member(parent, name)),
    );
  }

  /** The beginning of a long array, the object itself otherwise. */
  async #shortened(objectId: string): Promise<string> {
    const { result } = await this.#inspector.post<Runtime.CallFunctionOnReturnType>(
      "Runtime.callFunctionOn",
      {
        objectId,
        silent: true,
        functionDeclaration: `function () {
          const long = (Array.isArray(this) || ArrayBuffer.isView(this)) && this.length > ${most};
          return long ? Array.prototype.slice.call(this, 0, ${most}) : this;
        }`,
      },
    );
    return result.objectId ?? objectId;
  }
}

/** A value in one line. */
export function text(value: Runtime.RemoteObject): string {
  const { type, subtype, description, preview, unserializableValue } = value;
  if (type === "string") return JSON.stringify(value.value);
  if (type === "undefined" || subtype === "null") return String(subtype ?? type);
  if (unserializableValue !== undefined) return unserializableValue;
  if (type === "function") return (description ?? "function").split("\n")[0]!;
  if (subtype === "error") return (description ?? "Error").split("\n")[0]!;
  if (preview) return previewText(preview);
  return description ?? String(value.value);
}

function previewText({
  description = "",
  subtype,
  properties,
  entries,
  overflow,
}: Runtime.ObjectPreview): string {
  if (entries) {
    const parts = entries.map(({ key, value }) =>
      key ? `${previewText(key)} => ${previewText(value)}` : previewText(value),
    );
    return `${description} {${parts.join(", ")}${overflow ? ", …" : ""}}`;
  }
  const isList = subtype === "array" || subtype === "typedarray";
  const shown = properties
    .filter(({ type }) => type !== "function" && type !== "accessor")
    .map(({ name, value = "", type }) => {
      const each = type === "string" ? JSON.stringify(value) : value;
      return isList && /^\d+$/.test(name) ? each : `${name}: ${each}`;
    });
  const more = overflow ? ", …" : "";
  if (isList) return `${description} [${shown.join(", ")}${more}]`;
  if (shown.length === 0) return description;
  const title = description === "Object" ? "" : `${description} `;
  return `${title}{${shown.join(", ")}${more}}`;
}

function member(parent: string | undefined, name: string): string {
  if (parent === undefined) return name;
  if (/^\d+$/.test(name)) return `${parent}[${name}]`;
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name)
    ? `${parent}.${name}`
    : `${parent}[${JSON.stringify(name)}]`;
}
