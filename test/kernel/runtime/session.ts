/** A child without a supervisor: runs JavaScript cells and collects what they show. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { type LaunchOptions, launchChild } from "../../../kernel/runtime/link/launch.ts";
import type {
  ExecuteDoneMessage,
  ExecuteMessage,
  RuntimeMessage,
  StreamMessage,
} from "../../../kernel/runtime/link/messages.ts";
import type { Runtime, RuntimeEnd } from "../../../kernel/runtime/link/runtime.ts";

/** What a cell came to. */
export interface Ran {
  done: ExecuteDoneMessage;
  /** Everything that was sent until the cell was done, in order. */
  messages: RuntimeMessage[];
  stdout: string;
  stderr: string;
  /** The result as text. */
  text: unknown;
}

type Of<Type extends RuntimeMessage["type"]> = RuntimeMessage extends infer Message
  ? Message extends { type: infer Types }
    ? Type extends Types
      ? Message
      : never
    : never
  : never;

/** A folder for the tests of one file, and a session in it, until they have run. */
export function sessionInFolder(name: string): { folder: string; session: TestSession } {
  const folder = mkdtempSync(join(tmpdir(), `sinapse-${name}-`));
  const session = new TestSession({ cwd: folder });
  afterAll(() => {
    session.close();
    rmSync(folder, { recursive: true });
  });
  return { folder, session };
}

export class TestSession {
  readonly child: Runtime & { readonly pid: number };
  readonly messages: RuntimeMessage[] = [];
  readonly exited: Promise<RuntimeEnd>;
  #watchers = new Set<() => void>();
  #failures = new Set<(error: Error) => void>();
  #count = 0;

  constructor(options: Partial<LaunchOptions> = {}) {
    let exit: (end: RuntimeEnd) => void;
    this.exited = new Promise((resolve) => {
      exit = resolve;
    });
    this.child = launchChild({
      cwd: process.cwd(),
      types: "block",
      ...options,
      onMessage: (message) => {
        this.messages.push(message);
        for (const watch of this.#watchers) watch();
      },
      onExit: (end) => {
        exit(end);
        for (const fail of this.#failures) fail(new Error(`the child ended: ${end.reason}`));
      },
    });
  }

  /** Runs a cell named `cell-1.ts`, `cell-2.ts`, … to its end. */
  async run(javascript: string, options: Partial<ExecuteMessage> = {}): Promise<Ran> {
    const start = this.messages.length;
    const id = this.start(javascript, options);
    const done = await this.next("execute_done", (message) => message.id === id);
    const messages = this.messages.slice(start, this.messages.indexOf(done));
    const stream = (name: string) =>
      messages
        .filter((message): message is StreamMessage => message.type === "stream")
        .filter((message) => message.name === name)
        .map((message) => message.text)
        .join("");
    return {
      done,
      messages,
      stdout: stream("stdout"),
      stderr: stream("stderr"),
      text: done.result?.data["text/plain"],
    };
  }

  /** Starts a cell and gives its id, which is `id-1`, `id-2`, …. */
  start(javascript: string, options: Partial<ExecuteMessage> = {}): string {
    this.#count += 1;
    const id = `id-${this.#count}`;
    this.child.execute({
      type: "execute",
      id,
      javascript,
      url: `cell-${this.#count}.ts`,
      source: javascript,
      silent: false,
      allowStdin: true,
      userExpressions: {},
      ...options,
    });
    return id;
  }

  /** The first message of a type, past or future, that fits. */
  next<Type extends RuntimeMessage["type"]>(
    type: Type,
    fits: (message: Of<Type>) => boolean = () => true,
  ): Promise<Of<Type>> {
    return new Promise((resolve, reject) => {
      this.#failures.add(reject);
      const look = () => {
        const found = this.messages.find(
          (message): message is Of<Type> => message.type === type && fits(message as Of<Type>),
        );
        if (!found) return;
        this.#watchers.delete(look);
        this.#failures.delete(reject);
        resolve(found);
      };
      this.#watchers.add(look);
      look();
    });
  }

  interrupt(): void {
    this.child.interrupt();
  }

  close(): void {
    this.child.end();
  }
}

/** Text without its ANSI colours. */
export { stripVTControlCharacters as plain } from "node:util";
