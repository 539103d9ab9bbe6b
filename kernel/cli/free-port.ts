/** Finds the port that JupyterLab will listen on. */
import { createServer } from "node:net";
import { Problem } from "../bootstrap/steps.mjs";
import { texts } from "../bootstrap/texts.mjs";

const usualPort = 8888;

/**
 * The wanted port, or the first free one from 8888 on when none is wanted.
 *
 * @throws {Problem} when the wanted port is in use
 */
export async function choosePort(wanted: number | undefined): Promise<number> {
  if (wanted !== undefined) {
    const refusal = await whyNot(wanted);
    if (refusal === undefined) return wanted;
    throw new Problem(
      refusal === "EACCES" ? texts.portNotPermitted(wanted) : texts.portTaken(wanted),
    );
  }
  for (let port = usualPort; port < usualPort + 100; port++) {
    if (!(await isFree(port))) continue;
    if (port !== usualPort) console.log(texts.otherPort(usualPort, port));
    return port;
  }
  throw new Problem(texts.portTaken(usualPort));
}

/** Whether nothing listens on the port of this machine. */
export async function isFree(port: number): Promise<boolean> {
  return (await whyNot(port)) === undefined;
}

/** The error's code where a port cannot be listened to; undefined where it can. */
function whyNot(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", ({ code }: NodeJS.ErrnoException) => resolve(code ?? "unknown"));
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => {
      server.close(() => resolve(undefined));
    });
  });
}
