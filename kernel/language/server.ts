/** TypeScript's native language server: its process, its documents, and its rebirth. */

import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-jsonrpc/node";

interface Document {
  text: string;
  version: number;
}

/** The path of the server's binary, without the Node program that wraps it. */
export function serverBinary(): string {
  const fromHere = createRequire(import.meta.url);
  const fromTypeScript = createRequire(fromHere.resolve("typescript/package.json"));
  const name = `@typescript/typescript-${process.platform}-${process.arch}`;
  const folder = path.dirname(fromTypeScript.resolve(`${name}/package.json`));
  return path.join(folder, "lib", process.platform === "win32" ? "tsc.exe" : "tsc");
}

/** Speaks LSP with one server process at a time; a new one gets all documents again. */
export class LanguageServer {
  readonly #folder: string;
  readonly #documents = new Map<string, Document>();
  /** The versions that the running process has. */
  readonly #sent = new Map<string, number>();
  #process: ChildProcess | undefined;
  #connection: Promise<MessageConnection> | undefined;
  #closed = false;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Starts the process if there is none. */
  start(): Promise<MessageConnection> {
    this.#connection ??= this.#connect();
    return this.#connection;
  }

  /** The process id of the server, if it runs. */
  get pid(): number | undefined {
    return this.#process?.pid;
  }

  /** Gives the server a document's text; nothing is written to the disk. */
  async write(file: string, text: string): Promise<void> {
    const document = this.#documents.get(file);
    if (document?.text === text) return;
    const version = (document?.version ?? 0) + 1;
    this.#documents.set(file, { text, version });
    try {
      if (this.#connection) await this.#send(await this.#connection, file);
    } catch {
      // The process is gone; the one after it gets all documents when it starts.
    }
  }

  /** What the server was given as a document's text. */
  textOf(file: string): string | undefined {
    return this.#documents.get(file)?.text;
  }

  async close(file: string): Promise<void> {
    if (!this.#documents.delete(file) || !this.#sent.delete(file)) return;
    await this.notify("textDocument/didClose", { textDocument: { uri: uriOf(file) } });
  }

  async request<Result>(method: string, params: unknown): Promise<Result> {
    const connection = await this.start();
    return connection.sendRequest<Result>(method, params);
  }

  async notify(method: string, params: unknown): Promise<void> {
    if (!this.#connection) return;
    await (await this.#connection).sendNotification(method, params);
  }

  /** Ends a process that does not answer; the next request starts another. */
  giveUp(): void {
    if (this.#process) this.#lost(this.#process);
  }

  stop(): void {
    this.#closed = true;
    this.#process?.kill();
  }

  async #connect(): Promise<MessageConnection> {
    if (this.#closed) throw new Error("The language server was stopped.");
    const server = spawn(serverBinary(), ["--lsp", "--stdio"], {
      cwd: this.#folder,
      stdio: ["pipe", "pipe", "ignore"],
      env: { ...process.env, GOGC: process.env.GOGC ?? "50" },
    });
    this.#process = server;
    this.#sent.clear();
    server.once("error", () => this.#lost(server));
    server.once("exit", () => this.#lost(server));
    server.stdin.on("error", () => this.#lost(server));
    const connection = createMessageConnection(
      new StreamMessageReader(server.stdout),
      new StreamMessageWriter(server.stdin),
    );
    connection.onError(() => this.#lost(server));
    connection.onClose(() => {
      this.#lost(server);
      connection.dispose();
    });
    connection.onRequest("workspace/configuration", ({ items }: { items: unknown[] }) =>
      items.map(() => preferences),
    );
    connection.onRequest(() => null);
    connection.listen();
    await connection.sendRequest("initialize", {
      processId: process.pid,
      rootUri: uriOf(this.#folder),
      workspaceFolders: null,
      capabilities: clientCapabilities,
      // It would tell of every step it takes: more bytes than its answers have.
      initializationOptions: { logVerbosity: 0, disablePushDiagnostics: true },
    });
    await connection.sendNotification("initialized", {});
    for (const file of this.#documents.keys()) await this.#send(connection, file);
    return connection;
  }

  async #send(connection: MessageConnection, file: string): Promise<void> {
    const document = this.#documents.get(file);
    const sent = this.#sent.get(file);
    if (!document || sent === document.version) return;
    const { text, version } = document;
    this.#sent.set(file, version);
    if (sent === undefined) {
      const languageId = file.endsWith(".json") ? "json" : "typescript";
      await connection.sendNotification("textDocument/didOpen", {
        textDocument: { uri: uriOf(file), languageId, version, text },
      });
    } else {
      await connection.sendNotification("textDocument/didChange", {
        textDocument: { uri: uriOf(file), version },
        contentChanges: [{ text }],
      });
    }
  }

  /** The next request starts a new process. */
  #lost(server: ChildProcess): void {
    if (this.#process !== server) return;
    this.#process = undefined;
    this.#connection = undefined;
    server.kill();
  }
}

export function uriOf(file: string): string {
  return pathToFileURL(file).href;
}

/** A completion cannot add an import: only the cell at the cursor can be changed. */
// Without `tsserver…` the server would install types of packages by npm, from the network.
const preferences = {
  suggest: { autoImports: false },
  tsserver: { automaticTypeAcquisition: { enabled: false } },
};

const clientCapabilities = {
  workspace: { configuration: true },
  textDocument: {
    diagnostic: {},
    completion: {
      completionItem: { labelDetailsSupport: true, documentationFormat: ["markdown"] },
    },
    hover: { contentFormat: ["markdown", "plaintext"] },
    definition: { linkSupport: true },
    signatureHelp: { signatureInformation: { documentationFormat: ["markdown"] } },
  },
};
