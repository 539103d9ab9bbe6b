/** Where the user's code stands: its calls, innermost first, and the scopes that they see. */
import type { DebugProtocol } from "@vscode/debugprotocol";
import type { Runtime, Debugger as V8 } from "./inspector.ts";
import type { Sources } from "./sources.ts";

/** A frame in the user's code. */
interface Stopped extends DebugProtocol.StackFrame {
  frame: V8.CallFrame;
}

export class CallStack {
  /** The error at which the code stands, if it is one. */
  exception: Runtime.RemoteObject | undefined;
  readonly #sources: Sources;
  readonly #urls = new Map<string, string>();
  #frames: Stopped[] = [];
  #lastId = 0;

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  /** V8 tells the name of a script. */
  scriptParsed({ scriptId, url }: V8.ScriptParsedEventDataType): void {
    if (url) this.#urls.set(scriptId, url);
  }

  /** The code stands here; calls outside of what the user wrote are left out. */
  stand(callFrames: V8.CallFrame[], exception?: Runtime.RemoteObject): void {
    this.#frames = callFrames.flatMap((frame) => this.#stopped(frame) ?? []);
    this.exception = exception;
  }

  /** The code goes on. */
  clear(): void {
    this.#frames = [];
    this.exception = undefined;
  }

  get isEmpty(): boolean {
    return this.#frames.length === 0;
  }

  get frames(): DebugProtocol.StackFrame[] {
    return this.#frames.map(({ frame: _, ...shown }) => shown);
  }

  /** @throws Error where no code stands. */
  frame(frameId: unknown): V8.CallFrame {
    const found = this.#frames.find(({ id }) => id === frameId) ?? this.#frames[0];
    if (!found) throw new Error("No cell stands at a breakpoint.");
    return found.frame;
  }

  /** The objects that hold the variables of a frame, by the name of their scope. */
  scopes(frameId: unknown): Map<string, string[]> {
    const groups = new Map<string, string[]>();
    for (const { type, object } of this.frame(frameId).scopeChain) {
      const name = scopeNames[type];
      if (!name || !object.objectId) continue;
      groups.set(name, [...(groups.get(name) ?? []), object.objectId]);
    }
    return groups;
  }

  #stopped(frame: V8.CallFrame): Stopped | undefined {
    const { location, functionName } = frame;
    const { scriptId, lineNumber, columnNumber = 0 } = location;
    const url = this.#urls.get(scriptId) ?? frame.url;
    const place = this.#sources.original(url, lineNumber, columnNumber);
    if (!place) return undefined;
    this.#lastId += 1;
    return {
      id: this.#lastId,
      name: functionName || place.name,
      line: place.line + 1,
      column: place.column + 1,
      source: { name: place.name, path: place.path },
      frame,
    };
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
