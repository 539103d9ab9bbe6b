/** The rows of the table: one entry for each thing that is measured. */
import { readdirSync, readFileSync } from "node:fs";
import { executeRequest, ofType, parentOf, textOf } from "../../kernel/front-end.ts";
import type { Kernel } from "./kernels.ts";
import { Session, start as startKernel, TimedOut, within } from "./session.ts";

export interface Measure {
  name: string;
  /** What Sinapse must reach. */
  goal: string;
  measure(kernel: Kernel): Promise<string>;
}

/** A measure on a kernel that is warm. */
const warm =
  (measure: (session: Session) => Promise<string>): Measure["measure"] =>
  async (kernel) => {
    const session = await Session.start(kernel);
    try {
      return await measure(session);
    } finally {
      await session.end();
    }
  };

async function time(action: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await action();
  return performance.now() - start;
}

async function medianTime(times: number, action: (n: number) => Promise<unknown>): Promise<number> {
  const all: number[] = [];
  for (let n = 0; n < times; n++) all.push(await time(() => action(n)));
  return all.sort((a, b) => a - b)[Math.floor(times / 2)]!;
}

const ms = (value: number) => (value < 100 ? value.toFixed(1) : value.toFixed(0));

export const measures: Measure[] = [
  {
    name: "start to kernel_info_reply, ms",
    goal: "≤ 250",
    async measure(kernel) {
      const once = async () => {
        const start = performance.now();
        const frontEnd = await startKernel(kernel);
        try {
          await within(20_000, frontEnd.reply(frontEnd.send("kernel_info_request")));
          return performance.now() - start;
        } finally {
          await within(2000, frontEnd.shutdown()).catch(() => frontEnd.process.kill("SIGKILL"));
        }
      };
      const all: number[] = [];
      for (let n = 0; n < 5; n++) all.push(await once());
      return ms(all.sort((a, b) => a - b)[2]!);
    },
  },
  {
    name: "start to the result of a first 1+1, ms",
    goal: "",
    async measure(kernel) {
      const start = performance.now();
      const frontEnd = await startKernel(kernel);
      try {
        const id = frontEnd.send("execute_request", executeRequest("1 + 1"));
        await within(20_000, frontEnd.reply(id));
        return ms(performance.now() - start);
      } finally {
        await within(2000, frontEnd.shutdown()).catch(() => frontEnd.process.kill("SIGKILL"));
      }
    },
  },
  {
    name: "warm 1+1 to idle, ms",
    goal: "≤ 4",
    measure: warm(async (session) => ms(await medianTime(60, () => session.execute("1 + 1")))),
  },
  {
    name: "30-line cell after 20 cells, ms",
    goal: "≤ 15",
    measure: warm(async (session) => {
      const { small, thirtyLines } = session.kernel.snippets;
      for (let n = 1; n <= 20; n++) await session.execute(small(n));
      return ms(await medianTime(11, (n) => session.execute(thirtyLines(n))));
    }),
  },
  {
    name: "completion, warm, ms",
    goal: "≤ 6",
    measure: warm(async (session) => ms(await medianTime(30, () => complete(session)))),
  },
  {
    name: "completion while a synchronous cell runs, ms",
    goal: "≤ 6",
    measure: warm(async (session) => {
      await complete(session);
      await session.begin(session.kernel.snippets.spinFor(1500));
      return ms(await medianTime(3, () => complete(session)));
    }),
  },
  {
    name: "10,000 lines printed: lines before idle / after, ms",
    goal: "10000 / 0, ≤ 100",
    measure: warm(async (session) => {
      const { printLines } = session.kernel.snippets;
      const start = performance.now();
      const { published } = await session.execute(printLines);
      const taken = performance.now() - start;
      await new Promise((done) => setTimeout(done, 1000));
      const id = parentOf(published[0]!);
      const lines = (text: string) => text.split("\n").length - 1;
      const idle = published.findIndex(({ content }) => content.execution_state === "idle");
      const before = lines(textOf(published.slice(0, idle)));
      const all = lines(textOf(session.frontEnd.caused(id)));
      return `${before} / ${all - before}, ${ms(taken)}`;
    }),
  },
  {
    name: "50 queued cells, ms",
    goal: "≤ 150",
    measure: warm(async (session) => {
      const { frontEnd } = session;
      const all = async () => {
        const ids = Array.from({ length: 50 }, (_, n) =>
          frontEnd.send("execute_request", executeRequest(`${n} + 1`)),
        );
        await within(20_000, Promise.all(ids.map((id) => frontEnd.reply(id))));
        await within(5000, frontEnd.idle(ids.at(-1)!));
      };
      return ms(await medianTime(3, all));
    }),
  },
  {
    name: "interrupt of a spin, ms",
    goal: "≤ 50, state kept",
    measure: warm((session) => interrupted(session, session.kernel.snippets.spin)),
  },
  {
    name: "interrupt of a hung await, ms",
    goal: "≤ 50, state kept",
    measure: warm((session) => interrupted(session, session.kernel.snippets.hang)),
  },
  {
    name: "control / heartbeat while busy, ms",
    goal: "≤ 5 / ≤ 5",
    measure: warm(async (session) => {
      const { frontEnd, kernel } = session;
      await session.begin(kernel.snippets.spinFor(3000));
      const control = async () => {
        const id = frontEnd.send("kernel_info_request", {}, { channel: "control" });
        await within(10_000, frontEnd.reply(id));
      };
      const first = await answerTime(control, 5);
      return `${first} / ${await answerTime(() => within(5000, frontEnd.beat()), 5)}`;
    }),
  },
  {
    name: "the process ends in a cell",
    goal: "reported, next cell runs",
    measure: warm(async (session) => {
      const { exit } = session.kernel.snippets;
      try {
        const { reply } = await within(5000, session.frontEnd.execute(exit));
        await within(10_000, session.execute("1 + 1"));
        return `${reply.ename}, next cell runs`;
      } catch {
        return "kernel gone";
      }
    }),
  },
  {
    name: "output after the cell ended",
    goal: "in the cell that started it",
    measure: warm(async (session) => {
      const { printLater, sleep } = session.kernel.snippets;
      const first = await session.execute(printLater);
      const second = await session.execute(sleep);
      if (textOf(second.published).includes("late")) return "in the wrong cell";
      const own = session.frontEnd.caused(parentOf(first.published[0]!));
      return textOf(own).includes("late") ? "in the cell that started it" : "lost";
    }),
  },
  {
    name: "cells that wait when one fails",
    goal: "aborted",
    measure: warm(async (session) => {
      const { frontEnd, kernel } = session;
      const ids = [kernel.snippets.fail, "1 + 1"].map((code) =>
        frontEnd.send("execute_request", executeRequest(code)),
      );
      const replies = await within(10_000, Promise.all(ids.map((id) => frontEnd.reply(id))));
      return String(replies[1]!.content.status);
    }),
  },
  {
    name: "a replayed message",
    goal: "rejected",
    measure: warm(async (session) => {
      const { frontEnd } = session;
      const message = frontEnd.message("execute_request", executeRequest("1 + 1"));
      const frames = frontEnd.wire.encode(message);
      const runs = () => ofType(frontEnd.caused(message.header.msg_id), "execute_input").length;
      frontEnd.sendFrames(frames);
      await within(5000, frontEnd.idle(message.header.msg_id));
      frontEnd.sendFrames(frames);
      await session.execute("2 + 2");
      return runs() === 1 ? "rejected" : "accepted";
    }),
  },
  {
    name: "memory when idle, MB",
    goal: "≤ 200",
    measure: warm(async (session) => {
      await session.execute("1 + 1");
      await new Promise((done) => setTimeout(done, 1500));
      return (residentBytes(session.frontEnd.process.pid!) / 1e6).toFixed(0);
    }),
  },
];

async function complete(session: Session): Promise<void> {
  const { complete: code, completed } = session.kernel.snippets;
  const request = { code, cursor_pos: code.length };
  const { frontEnd } = session;
  const id = frontEnd.send("complete_request", request);
  const { content } = await within(10_000, frontEnd.reply(id));
  if (!(content.matches as string[]).some((match) => match.includes(completed))) {
    throw new Error(`no completion: ${JSON.stringify(content).slice(0, 100)}`);
  }
}

async function interrupted(session: Session, code: string): Promise<string> {
  const { setState, readState } = session.kernel.snippets;
  await session.execute(setState);
  const id = await session.begin(code);
  const { frontEnd } = session;
  const reply = frontEnd.reply(id);
  try {
    const taken = await time(async () => {
      session.interrupt();
      await within(5000, reply);
    });
    const kept = (await session.result(readState)) === "42" ? "state kept" : "state lost";
    return `${ms(taken)}, ${kept}`;
  } catch {
    return frontEnd.process.exitCode === null && frontEnd.process.signalCode === null
      ? "no reply"
      : "kernel dies";
  }
}

async function answerTime(action: () => Promise<unknown>, times: number): Promise<string> {
  try {
    return ms(await medianTime(times, action));
  } catch (error) {
    if (error instanceof TimedOut) return "none";
    throw error;
  }
}

/** The proportional memory of a process and all that it started. */
function residentBytes(pid: number): number {
  const children = new Map<number, number[]>();
  for (const name of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const [, parent] = /\) \S (\d+)/.exec(readFileSync(`/proc/${name}/stat`, "utf8"))!;
      children.set(Number(parent), [...(children.get(Number(parent)) ?? []), Number(name)]);
    } catch {
      // Ended meanwhile.
    }
  }
  const sum = (process: number): number => {
    const smaps = readFileSync(`/proc/${process}/smaps_rollup`, "utf8");
    const own = Number(/^Pss:\s+(\d+) kB/m.exec(smaps)![1]) * 1024;
    return (children.get(process) ?? []).reduce((total, child) => total + sum(child), own);
  };
  return sum(pid);
}
