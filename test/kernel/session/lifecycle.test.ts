import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { FrontEnd, type FrontEndOptions, ofType } from "../front-end.ts";
import { hasEnded, isAlive, startBelowJupyter } from "../jupyter-process.ts";

async function start(options?: FrontEndOptions): Promise<FrontEnd> {
  const frontEnd = await FrontEnd.start(options);
  onTestFinished(() => frontEnd.shutdown());
  return frontEnd;
}

const exit = ({ process }: FrontEnd) =>
  new Promise((resolve) => process.once("exit", (code) => resolve(code)));

describe("the kernel", () => {
  test("describes itself, tells its ports, welcomes a subscriber first, and shuts down", async () => {
    const frontEnd = await start();
    expect(await frontEnd.ready()).toMatchObject({
      ...{ status: "ok", protocol_version: "5.5", implementation: "sinapse" },
      implementation_version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      banner: expect.stringMatching(/^Sinapse [\d.]+: TypeScript [\d.]+ on Node [\d.]+\. /),
    });
    expect(frontEnd.iopub[0]?.header.msg_type).toBe("iopub_welcome");
    expect(frontEnd.iopub[0]?.content).toEqual({ subscription: "" });
    const {
      transport: _,
      ip: _ip,
      key: _key,
      signature_scheme: _scheme,
      ...ports
    } = frontEnd.connection;
    expect((await frontEnd.request("connect_request")).reply).toEqual({ status: "ok", ...ports });
    const ended = exit(frontEnd);
    const { reply } = await frontEnd.request(
      "shutdown_request",
      { restart: true },
      { channel: "control" },
    );
    expect(reply).toEqual({ status: "ok", restart: true });
    const [published] = ofType(frontEnd.iopub, "shutdown_reply");
    expect(published?.content).toEqual(reply);
    expect(await ended).toBe(0);
  });

  test("shuts down while a cell spins", async () => {
    const frontEnd = await start();
    await frontEnd.ready();
    frontEnd.send("execute_request", { code: "console.log(process.pid); for (;;);" });
    await frontEnd.published(({ header }) => header.msg_type === "stream");
    const ended = exit(frontEnd);
    frontEnd.send("shutdown_request", { restart: false }, { channel: "control" });
    expect(await ended).toBe(0);
  });

  test("takes the process of user code with it when it is killed", async () => {
    const frontEnd = await start();
    await frontEnd.ready();
    const { published } = await frontEnd.execute("process.pid");
    const data = ofType(published, "execute_result")[0]?.content.data as Record<string, string>;
    const pid = Number(data["text/plain"]);
    frontEnd.process.kill("SIGKILL");
    await hasEnded(pid);
    expect(isAlive(pid)).toBe(false);
  });

  test("ends when the Jupyter that started it is gone", async () => {
    const { jupyter, pid } = await startBelowJupyter();
    onTestFinished(() => jupyter.shutdown());
    jupyter.process.kill("SIGKILL");
    await hasEnded(pid);
    expect(isAlive(pid)).toBe(false);
  });

  test("says what it needs when it is started by hand", async () => {
    const frontEnd = await start({
      command: [process.execPath, join(import.meta.dirname, "../../../dist/kernel/main.js")],
    });
    expect(await exit(frontEnd)).toBe(2);
    expect(frontEnd.log).toContain("usage: node main.js <connection file>");
  });
});
