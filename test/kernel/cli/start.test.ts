import { createServer } from "node:net";
import { expect, it } from "vitest";
import { textsFor } from "../../../kernel/bootstrap/texts.mjs";
import { choosePort } from "../../../kernel/cli/free-port.ts";
import { runCommand } from "./run-command.ts";

/** Listens on a port of the system's choice while `use` runs. */
async function whilePortIsTaken(use: (port: number) => void | Promise<void>): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  try {
    await use(address.port);
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}

it("says that the wanted port is taken, and how to choose another", async () => {
  await whilePortIsTaken((port) => {
    const { code, said } = runCommand(["start", "--no-browser", "--port", String(port)]);
    expect(code).toBe(1);
    expect(said).toBe(`${textsFor({ LC_ALL: "C" }).portTaken(port)}\n`);
    expect(said).toContain(`--port ${port + 1}`);
  });
});

it("takes the wanted port when it is free", async () => {
  let free = 0;
  await whilePortIsTaken((port) => {
    free = port;
  });
  expect(await choosePort(free)).toBe(free);
});
