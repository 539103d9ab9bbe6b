/** A kernel below a process that stands for the Jupyter that started it. */
import { join } from "node:path";
import { FrontEnd } from "./front-end.ts";

export interface StartedByJupyter {
  /** Its process is the Jupyter, a shell. */
  jupyter: FrontEnd;
  /** The kernel's process. */
  pid: number;
}

/** Starts a shell that starts a kernel as Jupyter does, and waits until that is ready. */
export async function startBelowJupyter(): Promise<StartedByJupyter> {
  const kernel = join(import.meta.dirname, "../../dist/kernel/main.js");
  const script = `JPY_PARENT_PID=$$ "${process.execPath}" "${kernel}" "$0" & echo $!; wait`;
  const jupyter = await FrontEnd.start({
    command: ["/bin/sh", "-c", script, "{connection_file}"],
  });
  const pid = await new Promise<number>((resolve) =>
    jupyter.process.stdout!.once("data", (chunk) => resolve(Number(chunk))),
  );
  await jupyter.ready();
  return { jupyter, pid };
}

/** Whether a process lives. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Waits until a process has ended. */
export async function hasEnded(pid: number): Promise<void> {
  while (isAlive(pid)) await new Promise((done) => setTimeout(done, 50));
}
