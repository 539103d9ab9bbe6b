/**
 * The debugger: front ends' Debug Adapter Protocol on one side, V8's inspector on the other. Runs
 * in the control thread, which goes on while user code stands at a breakpoint.
 */
import type { DebugEvent, DebugRequest, DebugResponse } from "../messages.ts";
import { Breakpoints } from "./breakpoints.ts";
import { capabilities } from "./capabilities.ts";
import { Inspector, type Runtime, type Debugger as V8 } from "./inspector.ts";
import type { Scope, SourceBreakpoint, StackFrame, Variable } from "./protocol.ts";
import {
  blackboxed,
  hashSeed,
  type RanCell,
  Sources,
  tmpFilePrefix,
  tmpFileSuffix,
} from "./sources.ts";
import { text, Variables } from "./variables.ts";

type Arguments = Record<string, unknown>;

/** JavaScript has one thread. */
const threadId = 1;

/** A frame in the user's code. */
interface Stopped extends StackFrame {
  frame: V8.CallFrame;
}

export interface DebuggerOptions {
  send(message: DebugResponse | DebugEvent): void;
  /** Whether exceptions are to be let through to the debugger. */
  onAttached(attached: boolean): void;
}

export class Debugger {
  readonly #options: DebuggerOptions;
  readonly #sources = new Sources();
  readonly #urls = new Map<string, string>();
  readonly #breakpoints = new Breakpoints(this.#sources);
  #inspector: Inspector | undefined;
  #variables: Variables | undefined;
  #frames: Stopped[] = [];
  #exception: Runtime.RemoteObject | undefined;
  #seq = 0;
  #frameIds = 0;

  constructor(options: DebuggerOptions) {
    this.#options = options;
  }

  get isPaused(): boolean {
    return this.#frames.length > 0;
  }

  /** A cell is about to run; resolves when its breakpoints are set. */
  async beforeCell(cell: RanCell): Promise<void> {
    this.#sources.add(cell);
    if (this.#inspector) await this.#breakpoints.placeAll(this.#inspector);
  }

  /** Ends the cell that stands at a breakpoint. */
  async terminate(): Promise<void> {
    await this.#inspector?.post("Debugger.resume", { terminateOnResume: true });
  }

  async request({ seq, command, arguments: given = {} }: DebugRequest): Promise<void> {
    const answer = { type: "response", seq: ++this.#seq, request_seq: seq, command } as const;
    const handler = this.#handlers[command];
    try {
      if (!handler) throw new Error(`The debugger does not know the command "${command}".`);
      const body = await handler(given);
      this.#options.send({ ...answer, success: true, body: body ?? {} });
    } catch (error) {
      this.#options.send({ ...answer, success: false, message: (error as Error).message });
    }
  }

  /** One entry for each command of the protocol. */
  readonly #handlers: Record<string, (given: Arguments) => unknown> = {
    initialize: () => capabilities,
    attach: () => this.#attach(),
    debugInfo: () => this.#info(),
    configurationDone: () => undefined,
    disconnect: () => this.#detach(),
    terminate: () => this.#detach(),
    dumpCell: ({ code }) => ({ sourcePath: this.#sources.dump(String(code)) }),
    source: ({ source }) => this.#source(source as { path?: string } | undefined),
    setBreakpoints: (given) => this.#setBreakpoints(given),
    setExceptionBreakpoints: ({ filters }) => this.#setExceptionBreakpoints(filters as string[]),
    threads: () => ({ threads: [{ id: threadId, name: "main" }] }),
    stackTrace: () => ({
      stackFrames: this.#frames.map(({ frame: _, ...shown }) => shown),
      totalFrames: this.#frames.length,
    }),
    scopes: ({ frameId }) => ({ scopes: this.#scopes(frameId as number) }),
    variables: async ({ variablesReference }) => ({
      variables: await this.#variables?.inside(variablesReference as number),
    }),
    exceptionInfo: () => ({
      exceptionId: this.#exception?.className ?? "Error",
      description: this.#exception?.description ?? "",
      breakMode: "always",
    }),
    evaluate: (given) => this.#evaluateForUser(given),
    inspectVariables: async () => ({ variables: await this.#notebookVariables() }),
    richInspectVariables: (given) => this.#richInspect(given),
    copyToGlobals: (given) => this.#copyToGlobals(given),
    continue: async () => {
      await this.#step("resume");
      return { allThreadsContinued: true };
    },
    next: () => this.#step("stepOver"),
    stepIn: () => this.#step("stepInto"),
    stepOut: () => this.#step("stepOut"),
    pause: () => this.#attached().post("Debugger.pause"),
    modules: () => ({ modules: [], totalModules: 0 }),
  };

  async #attach(): Promise<void> {
    if (!this.#inspector) {
      const inspector = new Inspector();
      this.#inspector = inspector;
      this.#variables = new Variables(inspector);
      inspector.on<V8.ScriptParsedEventDataType>("Debugger.scriptParsed", ({ scriptId, url }) => {
        if (url) this.#urls.set(scriptId, url);
      });
      inspector.on<V8.PausedEventDataType>("Debugger.paused", (event) => this.#paused(event));
      inspector.on("Debugger.resumed", () => this.#resumed());
      await inspector.post("Debugger.enable");
      await inspector.post("Debugger.setBlackboxPatterns", { patterns: blackboxed });
      await inspector.post("Debugger.setAsyncCallStackDepth", { maxDepth: 8 });
      await this.#breakpoints.placeAll(inspector);
      this.#options.onAttached(true);
    }
    this.#event("initialized");
  }

  async #detach(): Promise<void> {
    const inspector = this.#inspector;
    if (!inspector) return;
    this.#inspector = undefined;
    this.#options.onAttached(false);
    this.#breakpoints.clear();
    await inspector.post("Debugger.disable");
    inspector.close();
    if (this.isPaused) this.#resumed();
    this.#event("terminated");
  }

  #attached(): Inspector {
    if (!this.#inspector) throw new Error("The debugger is off. Turn it on in the notebook.");
    return this.#inspector;
  }

  #info(): object {
    return {
      isStarted: this.#inspector !== undefined,
      hashMethod: "Murmur2",
      hashSeed,
      tmpFilePrefix,
      tmpFileSuffix,
      breakpoints: this.#breakpoints.list(),
      stoppedThreads: this.isPaused ? [threadId] : [],
      richRendering: true,
      exceptionPaths: [],
      copyToGlobals: true,
    };
  }

  #source(source: { path?: string } | undefined): object {
    const content = this.#sources.text(source?.path ?? "");
    if (content === undefined) throw new Error(`There is no source at ${source?.path}.`);
    return { content, mimeType: "text/typescript" };
  }

  async #setBreakpoints(given: Arguments): Promise<object> {
    const path = (given.source as { path: string }).path;
    const breakpoints = (given.breakpoints ?? []) as SourceBreakpoint[];
    await this.#breakpoints.replace(path, breakpoints, this.#inspector);
    const source = { path };
    return { breakpoints: breakpoints.map(({ line }) => ({ verified: true, line, source })) };
  }

  async #setExceptionBreakpoints(filters: string[] = []): Promise<void> {
    const state = filters.includes("all")
      ? "all"
      : filters.includes("uncaught")
        ? "uncaught"
        : "none";
    await this.#attached().post("Debugger.setPauseOnExceptions", { state });
  }

  #paused({ callFrames, reason, hitBreakpoints = [], data }: V8.PausedEventDataType): void {
    this.#frames = callFrames.flatMap((frame) => this.#frame(frame) ?? []);
    if (!this.isPaused) {
      void this.#inspector?.post("Debugger.resume");
      return;
    }
    const isException = reason === "exception" || reason === "promiseRejection";
    this.#exception = isException ? (data as unknown as Runtime.RemoteObject) : undefined;
    this.#event("stopped", {
      reason: isException ? "exception" : hitBreakpoints.length > 0 ? "breakpoint" : "step",
      threadId,
      allThreadsStopped: true,
      ...(this.#exception && { text: text(this.#exception) }),
    });
  }

  #frame(frame: V8.CallFrame): Stopped | undefined {
    const { location, functionName } = frame;
    const { scriptId, lineNumber, columnNumber = 0 } = location;
    const url = this.#urls.get(scriptId) ?? frame.url;
    const place = this.#sources.original(url, lineNumber, columnNumber);
    if (!place) return undefined;
    this.#frameIds += 1;
    return {
      id: this.#frameIds,
      name: functionName || place.name,
      line: place.line + 1,
      column: place.column + 1,
      source: { name: place.name, path: place.path },
      frame,
    };
  }

  #resumed(): void {
    if (!this.isPaused) return;
    this.#frames = [];
    this.#exception = undefined;
    this.#variables?.clear();
    this.#event("continued", { threadId, allThreadsContinued: true });
  }

  async #step(how: "resume" | "stepOver" | "stepInto" | "stepOut"): Promise<void> {
    if (!this.isPaused) throw new Error("No cell stands at a breakpoint.");
    await this.#attached().post(`Debugger.${how}`);
  }

  #scopes(frameId: number): Scope[] {
    const { frame } = this.#frameOf(frameId);
    const groups = new Map<string, string[]>();
    for (const { type, object } of frame.scopeChain) {
      const name = scopeNames[type];
      if (!name || !object.objectId) continue;
      groups.set(name, [...(groups.get(name) ?? []), object.objectId]);
    }
    return [...groups].map(([name, objectIds]) => ({
      name,
      variablesReference: this.#variables!.reference({ objectIds }),
      expensive: false,
    }));
  }

  #frameOf(frameId: unknown): Stopped {
    const found = this.#frames.find(({ id }) => id === frameId) ?? this.#frames[0];
    if (!found) throw new Error("No cell stands at a breakpoint.");
    return found;
  }

  /** In the frame at the breakpoint, else at the top level of the notebook. */
  async #evaluate(expression: string, frameId?: unknown): Promise<Runtime.RemoteObject> {
    const inspector = this.#attached();
    const options = { expression, generatePreview: true, silent: true };
    const { result, exceptionDetails } = this.isPaused
      ? await inspector.post<V8.EvaluateOnCallFrameReturnType>("Debugger.evaluateOnCallFrame", {
          ...options,
          callFrameId: this.#frameOf(frameId).frame.callFrameId,
        })
      : await inspector.post<Runtime.EvaluateReturnType>("Runtime.evaluate", {
          ...options,
          replMode: true,
        });
    if (exceptionDetails) throw new Error(text(exceptionDetails.exception ?? result));
    return result;
  }

  async #evaluateForUser({ expression, frameId }: Arguments): Promise<object> {
    const value = await this.#evaluate(String(expression), frameId);
    const { value: result, variablesReference } = this.#variables!.variable("", value);
    return { result, variablesReference };
  }

  /** The variables of all cells. */
  async #notebookVariables(): Promise<Variable[]> {
    const { names } = await this.#attached().post<{ names: string[] }>(
      "Runtime.globalLexicalScopeNames",
    );
    const found = names
      .filter((name) => !name.startsWith("__"))
      .map(async (name) => {
        const value = await this.#evaluate(name).catch(() => undefined);
        return value && this.#variables!.variable(name, value, name);
      });
    return (await Promise.all(found)).filter((variable) => variable !== undefined);
  }

  async #richInspect({ variableName, frameId }: Arguments): Promise<object> {
    const name = String(variableName);
    const plain = { "text/plain": text(await this.#evaluate(name, frameId)) };
    if (this.isPaused) return { data: plain, metadata: {} };
    const describe = `globalThis[Symbol.for("sinapse.describe")]?.(${name})`;
    const { result } = await this.#attached().post<Runtime.EvaluateReturnType>("Runtime.evaluate", {
      expression: describe,
      awaitPromise: true,
      returnByValue: true,
      silent: true,
    });
    return (result.value as object | undefined) ?? { data: plain, metadata: {} };
  }

  async #copyToGlobals(given: Arguments): Promise<void> {
    const { srcVariableName, dstVariableName, srcFrameId } = given;
    const name = JSON.stringify(String(dstVariableName));
    await this.#evaluate(`void (globalThis[${name}] = ${String(srcVariableName)})`, srcFrameId);
  }

  #event(event: string, body: object = {}): void {
    this.#options.send({ type: "event", seq: ++this.#seq, event, body });
  }
}

/** V8's kinds of scope, by what they are to the user; the global object is left out. */
const scopeNames: Record<string, string> = {
  local: "Local",
  block: "Local",
  catch: "Local",
  closure: "Closure",
  module: "Module",
  script: "Notebook",
};
