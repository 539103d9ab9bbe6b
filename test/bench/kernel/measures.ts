/** The rows of the table: one entry for each thing that is measured. */
import { readdirSync, readFileSync } from "node:fs";
import { stripVTControlCharacters } from "node:util";
import { executeRequest, ofType, parentOf, textOf } from "../../kernel/front-end.ts";
import type { Kernel } from "./kernels.ts";
import { Session, start as startKernel, TimedOut, within } from "./session.ts";
import { runSuite } from "./suite.ts";

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
  return median(all);
}

const median = (all: number[]) => all.sort((a, b) => a - b)[Math.floor(all.length / 2)]!;

const ms = (value: number) => (value < 100 ? value.toFixed(1) : value.toFixed(0));

export const measures: Measure[] = [
  {
    name: "jupyter_kernel_test: pass / fail / skip",
    goal: "12 / 0 / 0",
    measure: async (kernel) => runSuite(kernel),
  },
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
      return ms(median(all));
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
      return answerTime(() => complete(session), await session.keepBusy(2000));
    }),
  },
  {
    name: "10,000 lines printed: lines before idle / after, ms",
    goal: "10000 / 0, ≤ 100",
    measure: warm(async (session) => {
      const { frontEnd, kernel } = session;
      const start = performance.now();
      const id = frontEnd.send("execute_request", executeRequest(kernel.snippets.printLines));
      const taken = await within(10_000, frontEnd.idle(id)).then(
        () => ms(performance.now() - start),
        () => "never idle",
      );
      await new Promise((done) => setTimeout(done, 1000));
      const published = frontEnd.caused(id);
      const lines = (text: string) => text.split("\n").length - 1;
      const end = published.findIndex(({ content }) => content.execution_state === "idle");
      const before = lines(textOf(end < 0 ? published : published.slice(0, end)));
      return `${before} / ${lines(textOf(published)) - before}, ${taken}`;
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
      const { frontEnd } = session;
      const control = async () => {
        const id = frontEnd.send("kernel_info_request", {}, { channel: "control" });
        await within(5000, frontEnd.reply(id));
      };
      const first = await answerTime(control, await session.keepBusy(2000));
      await session.execute("1 + 1");
      const beat = () => within(5000, frontEnd.beat());
      return `${first} / ${await answerTime(beat, await session.keepBusy(2000))}`;
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
    name: "line of an error on line 3",
    goal: "right",
    measure: warm(async (session) => {
      const { published } = await session.execute(`1 + 1\n2 + 2\n${session.kernel.snippets.fail}`);
      const error = ofType(published, "error")[0]?.content.traceback as string[] | undefined;
      const traceback = stripVTControlCharacters(error?.join("\n") ?? textOf(published, "stderr"));
      const [, line] = /(?:\bline |\.ts:|>:)(\d+)\b/.exec(traceback) ?? [];
      return line === "3" ? "right" : "wrong";
    }),
  },
  {
    name: "names declared again / closures over them",
    goal: "yes / shared",
    measure: warm(async (session) => {
      const { counter, countOn, declareAgain } = session.kernel.snippets;
      const again = await session.executeAll(declareAgain);
      await session.executeAll(counter);
      const shared = (await session.result(countOn)) === "101";
      return `${again ? "yes" : "no"} / ${shared ? "shared" : "not shared"}`;
    }),
  },
  {
    name: "error in a timer",
    goal: "shown in its cell",
    measure: warm(async (session) => {
      const { failLater, sleep } = session.kernel.snippets;
      const { published } = await session.execute(failLater);
      await session.execute(sleep).catch(() => undefined);
      const says = (message: unknown) => JSON.stringify(message).includes("too late");
      const shown = session.frontEnd.iopub.filter(({ header, content }) => {
        return header.msg_type !== "execute_input" && says(content);
      });
      if (shown.length === 0) return "not shown";
      const own = parentOf(published[0]!);
      return shown.every((message) => parentOf(message) === own)
        ? "shown in its cell"
        : "shown in another cell";
    }),
  },
  {
    name: "a cell that asks for input",
    goal: "gets it",
    measure: warm(async (session) => {
      session.frontEnd.inputs.push(() => "answered");
      const asked = within(5000, session.frontEnd.execute(session.kernel.snippets.ask));
      const { reply, published } = await asked.catch(() => ({ reply: {}, published: [] }));
      const got = reply.status === "ok" && JSON.stringify(published).includes("answered");
      return got ? "gets it" : "does not";
    }),
  },
  {
    name: "silent cells / user_expressions",
    goal: "yes / yes",
    measure: warm(async (session) => {
      const quiet = await session.execute("1 + 1", { silent: true });
      const isQuiet = quiet.published.every(({ header }) => header.msg_type === "status");
      const options = { user_expressions: { sum: "40 + 2" } };
      const { reply } = await session.execute("1 + 1", options);
      const evaluated = JSON.stringify(reply.user_expressions ?? {}).includes("42");
      return `${isQuiet ? "yes" : "no"} / ${evaluated ? "yes" : "no"}`;
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
  // What it printed came before it waits, or spins.
  await new Promise((done) => setTimeout(done, 200));
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
    const { exitCode, signalCode } = frontEnd.process;
    if (exitCode !== null || signalCode !== null) return "kernel dies";
    // An event loop that sleeps hears of the signal with the next message only.
    frontEnd.send("kernel_info_request");
    return within(2000, reply).then(
      () => "only with the next message",
      () => "no reply",
    );
  }
}

/** How long answers take while a cell runs: the median of five, or the first that came too late. */
async function answerTime(action: () => Promise<unknown>, ended: () => boolean): Promise<string> {
  const all: number[] = [];
  try {
    while (all.length < 5) {
      const taken = await time(action);
      if (ended()) return `${ms(taken)}, after the cell`;
      all.push(taken);
    }
  } catch (error) {
    if (error instanceof TimedOut) return "none";
    throw error;
  }
  return ms(median(all));
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
