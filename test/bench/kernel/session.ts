/** A kernel that is measured: a front end that never waits longer than a limit. */
import { stripVTControlCharacters } from "node:util";
import {
  type Exchange,
  executeRequest,
  FrontEnd,
  ofType,
  parentOf,
  textOf,
} from "../../kernel/front-end.ts";
import type { Kernel } from "./kernels.ts";

/** What did not come in time. */
export class TimedOut extends Error {}

export async function within<Value>(milliseconds: number, promise: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TimedOut("timed out")), milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** A front end with the kernel's process, which need not answer yet. */
export function start({ command, cwd }: Kernel): Promise<FrontEnd> {
  return FrontEnd.start({ command, ...(cwd && { cwd }) });
}

export class Session {
  readonly kernel: Kernel;
  readonly frontEnd: FrontEnd;

  private constructor(kernel: Kernel, frontEnd: FrontEnd) {
    this.kernel = kernel;
    this.frontEnd = frontEnd;
  }

  /** Starts a kernel; resolves when it runs cells and its IOPub is heard. */
  static async start(kernel: Kernel): Promise<Session> {
    const frontEnd = await start(kernel);
    const session = new Session(kernel, frontEnd);
    try {
      const heard = () => frontEnd.iopub.some(({ content }) => content.execution_state === "idle");
      while (!heard()) {
        const id = frontEnd.send("kernel_info_request");
        await within(10_000, frontEnd.reply(id));
        await new Promise((done) => setTimeout(done, 50));
      }
      await session.execute(kernel.snippets.small(-1).replaceAll("-1", "0"));
    } catch (error) {
      await session.end();
      throw error;
    }
    return session;
  }

  execute(code: string, options: object = {}): Promise<Exchange> {
    return within(20_000, this.frontEnd.execute(code, options));
  }

  /** Runs cells one after the other; tells whether all of them went well. */
  async executeAll(cells: string[]): Promise<boolean> {
    let well = true;
    for (const code of cells) well = (await this.execute(code)).reply.status === "ok" && well;
    return well;
  }

  /** Runs a cell and waits until it has printed. */
  async begin(code: string): Promise<string> {
    const id = this.frontEnd.send("execute_request", executeRequest(code));
    await within(
      5000,
      this.frontEnd.published(
        (message) => parentOf(message) === id && message.header.msg_type === "stream",
      ),
    );
    return id;
  }

  /**
   * Runs a cell that is busy for so long; resolves when it has been for a moment, whether or not
   * the kernel can tell what it prints meanwhile.
   * @returns whether it has ended
   */
  async keepBusy(milliseconds: number): Promise<() => boolean> {
    const { frontEnd, kernel } = this;
    const code = kernel.snippets.spinFor(milliseconds);
    const id = frontEnd.send("execute_request", executeRequest(code));
    let ended = false;
    void frontEnd.reply(id).then(() => {
      ended = true;
    });
    await within(
      5000,
      frontEnd.published((message) => parentOf(message) === id),
    );
    await new Promise((done) => setTimeout(done, 300));
    return () => ended;
  }

  interrupt(): void {
    if (this.kernel.interrupt === "signal") this.frontEnd.process.kill("SIGINT");
    else this.frontEnd.send("interrupt_request", {}, { channel: "control" });
  }

  /** The text of a cell's result, which tslab prints. */
  async result(code: string): Promise<string> {
    const { published } = await this.execute(code);
    const data = ofType(published, "execute_result")[0]?.content.data as Record<string, string>;
    return stripVTControlCharacters(data?.["text/plain"] ?? textOf(published).trim());
  }

  /** Ends the kernel, whatever state it is in. */
  async end(): Promise<void> {
    await within(2000, this.frontEnd.shutdown()).catch(() => {
      this.frontEnd.process.kill("SIGKILL");
    });
  }
}
