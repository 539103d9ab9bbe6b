/** TypeScript's native language server: its process, its documents, and its rebirth. */

import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { texts } from "../../texts/texts.ts";
import { JsonRpc } from "./json-rpc.ts";

interface Document {
  text: string;
  version: number;
}

/** The path of the server's binary, without the Node program that wraps it. */
function serverBinary(): string {
  const fromHere = createRequire(import.meta.url);
  const fromTypeScript = createRequire(fromHere.resolve("typescript/package.json"));
  const name = `@typescript/typescript-${process.platform}-${process.arch}`;
  const folder = path.dirname(fromTypeScript.resolve(`${name}/package.json`));
  return path.join(folder, "lib", process.platform === "win32" ? "tsc.exe" : "tsc");
}

/** Speaks LSP with one server process at a time; a new one gets all documents again. */
export class LanguageServer {
  readonly #folder: string;
  readonly #config: string;
  readonly #documents = new Map<string, Document>();
  /** The versions that the running process has. */
  readonly #sent = new Map<string, number>();
  #process: ChildProcess | undefined;
  #starting: Promise<JsonRpc> | undefined;
  /** Once it has been started. */
  #connection: JsonRpc | undefined;
  #closed = false;

  /** @param config the tsconfig.json among the documents */
  constructor(folder: string, config: string) {
    this.#folder = folder;
    this.#config = config;
  }

  /** Starts the process if there is none. */
  async start(): Promise<void> {
    this.#starting ??= this.#connect();
    await this.#starting;
  }

  /** The process id of the server, if it runs. */
  get pid(): number | undefined {
    return this.#process?.pid;
  }

  /** Gives the server a document's text; nothing is written to the disk. */
  write(file: string, text: string): void {
    const document = this.#documents.get(file);
    if (document?.text === text) return;
    const version = (document?.version ?? 0) + 1;
    this.#documents.set(file, { text, version });
    // A process that starts gets all documents.
    if (this.#connection) this.#send(this.#connection, file);
  }

  /** What the server was given as a document's text. */
  textOf(file: string): string | undefined {
    return this.#documents.get(file)?.text;
  }

  /** Leaves at once where the server runs. */
  async request<Result>(method: string, params: unknown): Promise<Result> {
    if (!this.#connection) await this.start();
    return this.#connection!.request<Result>(method, params);
  }

  notify(method: string, params: unknown): void {
    this.#connection?.notify(method, params);
  }

  /** Ends a process that does not answer; the next request starts another. */
  giveUp(): void {
    if (this.#process) this.#lost(this.#process);
  }

  stop(): void {
    this.#closed = true;
    this.#process?.kill();
  }

  async #connect(): Promise<JsonRpc> {
    if (this.#closed) throw new Error("The language server was stopped.");
    const server = spawn(serverBinary(), ["--lsp", "--stdio"], {
      cwd: this.#folder,
      stdio: ["pipe", "pipe", "ignore"],
      env: { ...process.env, GOGC: process.env.GOGC ?? "50" },
    });
    const connection = new JsonRpc(server.stdout, server.stdin, (method, params) =>
      method === "workspace/configuration"
        ? (params as { items: unknown[] }).items.map(() => preferences)
        : null,
    );
    const lost = () => {
      connection.close();
      this.#lost(server);
    };
    this.#process = server;
    this.#sent.clear();
    server.once("error", lost);
    server.once("exit", lost);
    server.stdin.on("error", lost);
    await connection.request("initialize", {
      processId: process.pid,
      locale: texts.locale,
      rootUri: uriOf(this.#folder),
      workspaceFolders: null,
      capabilities: clientCapabilities,
      // It would tell of every step it takes: more bytes than its answers have.
      initializationOptions: { logVerbosity: 0, disablePushDiagnostics: true },
    });
    connection.notify("initialized", {});
    this.#sendAll(connection);
    if (this.#process === server) this.#connection = connection;
    return connection;
  }

  /**
   * The server builds its program anew for each document that is opened: it starts with one that
   * has no libraries.
   */
  #sendAll(connection: JsonRpc): void {
    const files = [...this.#documents.keys()];
    const compilerOptions = { noLib: true, noResolve: true, resolveJsonModule: true, types: [] };
    const text = JSON.stringify({ compilerOptions, files });
    this.#sent.set(this.#config, 0);
    connection.notify("textDocument/didOpen", opened(this.#config, 0, text));
    for (const file of files) if (file !== this.#config) this.#send(connection, file);
    this.#send(connection, this.#config);
  }

  #send(connection: JsonRpc, file: string): void {
    const document = this.#documents.get(file);
    const sent = this.#sent.get(file);
    if (!document || sent === document.version) return;
    const { text, version } = document;
    this.#sent.set(file, version);
    if (sent === undefined) {
      connection.notify("textDocument/didOpen", opened(file, version, text));
    } else {
      connection.notify("textDocument/didChange", {
        textDocument: { uri: uriOf(file), version },
        contentChanges: [{ text }],
      });
    }
  }

  /** The next request starts a new process. */
  #lost(server: ChildProcess): void {
    if (this.#process !== server) return;
    this.#process = undefined;
    this.#starting = undefined;
    this.#connection = undefined;
    server.kill();
  }
}

function opened(file: string, version: number, text: string): object {
  const languageId = file.endsWith(".json") ? "json" : "typescript";
  return { textDocument: { uri: uriOf(file), languageId, version, text } };
}

const uris = new Map<string, string>();

export function uriOf(file: string): string {
  const uri = uris.get(file) ?? pathToFileURL(file).href;
  uris.set(file, uri);
  return uri;
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
