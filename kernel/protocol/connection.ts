/** The connection file that a front end writes for the kernel. */
import { readFileSync } from "node:fs";

export interface Connection {
  transport: "tcp" | "ipc";
  ip: string;
  shell_port: number;
  control_port: number;
  stdin_port: number;
  iopub_port: number;
  hb_port: number;
  key: string;
  signature_scheme: string;
}

/**
 * Reads a connection file.
 * @throws Where the file cannot be read or a field is missing.
 */
export function readConnection(path: string): Connection {
  const file = JSON.parse(readFileSync(path, "utf8")) as Partial<Connection>;
  for (const port of ["shell", "control", "stdin", "iopub", "hb"] as const) {
    if (!Number.isInteger(file[`${port}_port`])) {
      throw new Error(`${path}: ${port}_port is missing. Was the file written by Jupyter?`);
    }
  }
  return {
    transport: "tcp",
    ip: "127.0.0.1",
    key: "",
    signature_scheme: "hmac-sha256",
    ...file,
  } as Connection;
}

/** The ZeroMQ address of one of the connection's ports. */
export function address(connection: Connection, port: number): string {
  const { transport, ip } = connection;
  return transport === "ipc" ? `ipc://${ip}-${port}` : `tcp://${ip}:${port}`;
}
