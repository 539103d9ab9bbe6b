/** However large or strange what is asked about, heartbeat, control and the kernel's end are prompt. */
import { execFileSync } from "node:child_process";
import { describe, expect, onTestFinished, test } from "vitest";
import { executeRequest, FrontEnd, type FrontEndOptions } from "../front-end.ts";
import { hostileCells } from "../hostile-cells.ts";
import { hasEnded, isAlive, startBelowJupyter } from "../jupyter-process.ts";

async function start(options?: FrontEndOptions): Promise<FrontEnd> {
  const frontEnd = await FrontEnd.start(options);
  onTestFinished(() => frontEnd.shutdown());
  return frontEnd;
}

/** A cell of megabytes: whoever reads it is busy for seconds. */
const enormous = "x = [1, 2, 3];\n".repeat(120_000);

/** The requests that a front end sends about a cell while it is typed, and to run it. */
const questions = (code: string): [type: string, content: object][] => [
  ["complete_request", { code, cursor_pos: code.length }],
  ["inspect_request", { code, cursor_pos: code.length, detail_level: 1 }],
  ["is_complete_request", { code }],
  ["execute_request", executeRequest(code, { stop_on_error: false })],
];

describe("while the kernel is busy with a cell of megabytes", () => {
  test.each(questions(enormous).map(([type]) => type))(
    "for %s, heartbeat and control are answered",
    async (type) => {
      const frontEnd = await start();
      await frontEnd.ready();
      const content = Object.fromEntries(questions(enormous))[type]!;
      const id = frontEnd.send(type, content);
      let busy = true;
      const reply = frontEnd.reply(id).then(() => {
        busy = false;
      });
      await frontEnd.published(({ parentHeader }) => parentHeader.msg_id === id);
      let beats = 0;
      for (; busy && beats < 5; beats++) {
        expect(await frontEnd.beat(`beat ${beats}`)).toBe(`beat ${beats}`);
        await frontEnd.request("kernel_info_request", {}, { channel: "control" });
      }
      // All of them were answered first.
      expect([beats, busy]).toEqual([5, true]);
      if (type === "execute_request") return;
      await reply;
    },
  );

  test("one that is too long for the parser is refused, and the next one runs", async () => {
    const frontEnd = await start();
    await frontEnd.ready();
    const { reply } = await frontEnd.execute(enormous.repeat(2));
    expect(reply.evalue).toBe(
      "The cell has 3600000 characters; at most 2000000 can be run. Put its data into a file and read it.",
    );
    expect((await frontEnd.execute("1 + 1")).reply.status).toBe("ok");
  });

  test("it shuts down, and takes the type checker with it", async () => {
    const frontEnd = await start();
    await frontEnd.ready();
    await frontEnd.execute("1");
    const checkers = descendants(frontEnd.process.pid!);
    expect(checkers.length).toBeGreaterThan(1);
    const ids = questions(enormous).map(([type, content]) => frontEnd.send(type, content));
    await frontEnd.published(({ parentHeader }) => parentHeader.msg_id === ids[0]);
    const ended = new Promise((resolve) => frontEnd.process.once("exit", resolve));
    let answered = 0;
    for (const id of ids) void frontEnd.reply(id).then(() => answered++);
    const { reply } = await frontEnd.request("shutdown_request", {}, { channel: "control" });
    expect(reply.status).toBe("ok");
    expect(await ended).toBe(0);
    expect(answered).toBeLessThan(ids.length);
    await Promise.all(checkers.map(hasEnded));
  });

  test("it ends when the Jupyter that started it is killed", async () => {
    const { jupyter, pid } = await startBelowJupyter();
    onTestFinished(() => jupyter.shutdown());
    const ids = questions(enormous).map(([type, content]) => jupyter.send(type, content));
    await jupyter.published(({ parentHeader }) => parentHeader.msg_id === ids[0]);
    jupyter.process.kill("SIGKILL");
    await hasEnded(pid);
    expect(isAlive(pid)).toBe(false);
  });
});

describe("no question about a strange cell of 160,000 characters keeps the next one waiting:", () => {
  test.each(["longString", "dataUrl", "longIdentifier", "consts", "letLines", "slashesBracket"])(
    "%s",
    async (name) => {
      const frontEnd = await start();
      await frontEnd.ready();
      const code = hostileCells[name]!(160_000);
      const ids = questions(code)
        .filter(([type]) => type !== "execute_request")
        .map(([type, content]) => frontEnd.send(type, content));
      ids.push(
        frontEnd.send("history_request", { hist_access_type: "search", pattern: code }),
        frontEnd.send("comm_msg", { comm_id: code, data: { code } }),
      );
      const asked = { type: "request", seq: 1, command: "dumpCell", arguments: { code } };
      frontEnd.send("debug_request", asked, { channel: "control" });
      await Promise.all(ids.map((id) => frontEnd.idle(id)));
      const { reply } = await frontEnd.execute("1 + 1");
      expect(reply.status).toBe("ok");
    },
  );
});

/** The processes that a process has started. */
function descendants(pid: number): number[] {
  const lines = execFileSync("ps", ["-eo", "pid=,ppid="], { encoding: "utf8" }).trim().split("\n");
  const pairs = lines.map((line) => line.trim().split(/\s+/).map(Number));
  return pairs.filter(([, parent]) => parent === pid).map(([child]) => child as number);
}
