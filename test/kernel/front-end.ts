/** A small front end for tests: starts a kernel and talks to it over real ZeroMQ sockets. */
import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Dealer, Request, Subscriber } from "zeromq";
import type { Incoming } from "../../kernel/protocol/channels.ts";
import { address, type Connection } from "../../kernel/protocol/connection.ts";
import type { Fields, Message } from "../../kernel/protocol/message.ts";
import { Wire } from "../../kernel/protocol/wire.ts";
import { Client } from "./client.ts";

export { type Exchange, executeRequest, ofType, parentOf, textOf } from "./client.ts";

const main = fileURLToPath(new URL("../../dist/kernel/main.js", import.meta.url));

/** How a test changes the kernel that it starts. */
export interface FrontEndOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** Instead of Sinapse: the kernel's command line, `{connection_file}` included. */
  command?: string[];
}

export class FrontEnd extends Client {
  readonly process: ChildProcess;
  readonly connection: Connection;
  readonly wire: Wire;
  readonly #folder: string;
  readonly #sockets: { shell: Dealer; control: Dealer; stdin: Dealer };
  readonly #subscriber = new Subscriber({ receiveHighWaterMark: 0, linger: 0 });

  /** Starts a kernel and connects to it. */
  static async start(options: FrontEndOptions = {}): Promise<FrontEnd> {
    const ports = await freePorts(5);
    return new FrontEnd(options, ports);
  }

  private constructor(options: FrontEndOptions, ports: number[]) {
    super();
    const [shell_port, control_port, stdin_port, iopub_port, hb_port] = ports as [
      number,
      number,
      number,
      number,
      number,
    ];
    const key = randomUUID();
    this.connection = {
      transport: "tcp",
      ip: "127.0.0.1",
      ...{ shell_port, control_port, stdin_port, iopub_port, hb_port },
      key,
      signature_scheme: "hmac-sha256",
    };
    this.wire = new Wire(key, "hmac-sha256");
    this.#folder = mkdtempSync(join(tmpdir(), "sinapse-test-"));
    const file = join(this.#folder, "connection.json");
    writeFileSync(file, JSON.stringify(this.connection));
    const command = options.command ?? [process.execPath, main, "{connection_file}"];
    const [program, ...rest] = command.map((part) => part.replace("{connection_file}", file));
    this.process = spawn(program!, rest, {
      cwd: options.cwd ?? this.#folder,
      env: { ...process.env, SINAPSE_DATA_DIR: join(this.#folder, "data"), ...options.env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.process.stderr!.on("data", (chunk: Buffer) => this.logged(chunk.toString()));
    const dealer = (port: number) => {
      // The same identity on all: the kernel asks on stdin whoever sent the cell on shell.
      const socket = new Dealer({ routingId: this.session, linger: 0, sendHighWaterMark: 0 });
      socket.connect(address(this.connection, port));
      return socket;
    };
    this.#sockets = {
      shell: dealer(shell_port),
      control: dealer(control_port),
      stdin: dealer(stdin_port),
    };
    this.#subscriber.connect(address(this.connection, iopub_port));
    this.#subscriber.subscribe();
    for (const channel of ["shell", "control"] as const) void this.#receive(channel);
    void this.#answer();
    void this.#listen();
  }

  /** Waits until the kernel's IOPub is heard; gives what it says of itself. */
  async ready(): Promise<Fields> {
    await this.published(({ header }) => header.msg_type === "iopub_welcome");
    return (await this.request("kernel_info_request")).reply;
  }

  /** Sends frames as they are. */
  sendFrames(frames: (string | Uint8Array)[], channel: Incoming = "shell"): void {
    void this.#sockets[channel].send(frames);
  }

  protected deliver(channel: Incoming, message: Message): void {
    this.sendFrames(this.wire.encode(message), channel);
  }

  /** One beat of the heartbeat channel. */
  async beat(bytes = "ping"): Promise<string> {
    const socket = new Request({ linger: 0 });
    socket.connect(address(this.connection, this.connection.hb_port));
    await socket.send(bytes);
    const [answer] = await socket.receive();
    socket.close();
    return answer!.toString();
  }

  /** Ends the kernel as a front end does. */
  async shutdown(): Promise<void> {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      const ended = new Promise((resolve) => this.process.once("exit", resolve));
      this.send("shutdown_request", { restart: false }, { channel: "control" });
      await ended;
    }
    for (const socket of Object.values(this.#sockets)) socket.close();
    this.#subscriber.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #receive(channel: "shell" | "control"): Promise<void> {
    for await (const frames of this.#sockets[channel]) this.replied(this.wire.decode(frames));
  }

  async #answer(): Promise<void> {
    for await (const frames of this.#sockets.stdin) this.asked(this.wire.decode(frames));
  }

  async #listen(): Promise<void> {
    for await (const frames of this.#subscriber) this.heard(this.wire.decode(frames));
  }
}

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, () => {
      const server = createServer();
      return new Promise<typeof server>((resolve) =>
        server.listen(0, "127.0.0.1", () => resolve(server)),
      );
    }),
  );
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return ports;
}
