/** Expressions that a front end asks about: in the frame at a breakpoint, else in the notebook. */
import type { DebugProtocol } from "@vscode/debugprotocol";
import type { CallStack } from "./call-stack.ts";
import type { Inspector, Runtime, Debugger as V8 } from "./inspector.ts";
import { text, type Variables } from "./variables.ts";

type Arguments = Record<string, unknown>;

export class Evaluation {
  readonly #inspector: Inspector;
  readonly #callStack: CallStack;
  readonly #variables: Variables;

  constructor(inspector: Inspector, callStack: CallStack, variables: Variables) {
    this.#inspector = inspector;
    this.#callStack = callStack;
    this.#variables = variables;
  }

  /** `evaluate`: the debug console, and what the panel watches. */
  async evaluate({ expression, frameId }: Arguments): Promise<object> {
    const value = await this.#valueOf(String(expression), frameId);
    const { value: result, variablesReference } = this.#variables.variable("", value);
    return { result, variablesReference };
  }

  /** `inspectVariables`: the variables of all cells. */
  async notebookVariables(): Promise<DebugProtocol.Variable[]> {
    const { names } = await this.#inspector.post<{ names: string[] }>(
      "Runtime.globalLexicalScopeNames",
    );
    const found = names
      .filter((name) => !name.startsWith("__"))
      .map(async (name) => {
        const value = await this.#valueOf(name).catch(() => undefined);
        return value && this.#variables.variable(name, value, name);
      });
    return (await Promise.all(found)).filter((variable) => variable !== undefined);
  }

  /** `richInspectVariables`: a variable as a cell would show it. */
  async show({ variableName, frameId }: Arguments): Promise<object> {
    const name = String(variableName);
    const plain = { "text/plain": text(await this.#valueOf(name, frameId)) };
    if (!this.#callStack.isEmpty) return { data: plain, metadata: {} };
    const describe = `globalThis[Symbol.for("sinapse.describe")]?.(${name})`;
    const { result } = await this.#inspector.post<Runtime.EvaluateReturnType>("Runtime.evaluate", {
      expression: describe,
      awaitPromise: true,
      returnByValue: true,
      silent: true,
    });
    return (result.value as object | undefined) ?? { data: plain, metadata: {} };
  }

  /** `copyToGlobals`: keeps a local variable for the time after the breakpoint. */
  async copyToGlobals(given: Arguments): Promise<void> {
    const { srcVariableName, dstVariableName, srcFrameId } = given;
    const name = JSON.stringify(String(dstVariableName));
    await this.#valueOf(`void (globalThis[${name}] = ${String(srcVariableName)})`, srcFrameId);
  }

  async #valueOf(expression: string, frameId?: unknown): Promise<Runtime.RemoteObject> {
    const options = { expression, generatePreview: true, silent: true };
    const { result, exceptionDetails } = this.#callStack.isEmpty
      ? await this.#inspector.post<Runtime.EvaluateReturnType>("Runtime.evaluate", {
          ...options,
          replMode: true,
        })
      : await this.#inspector.post<V8.EvaluateOnCallFrameReturnType>(
          "Debugger.evaluateOnCallFrame",
          { ...options, callFrameId: this.#callStack.frame(frameId).callFrameId },
        );
    if (exceptionDetails) throw new Error(text(exceptionDetails.exception ?? result));
    return result;
  }
}
