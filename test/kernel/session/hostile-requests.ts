/** What each request may hold, and what may stand in its place. */
import { executeRequest } from "../client.ts";

/** JSON so many levels deep. */
export const nested = (depth: number, open = '{"a":', close = "}") =>
  `${open.repeat(depth)}1${close.repeat(depth)}`;

/** Values that no field expects. */
export const hostile: unknown[] = [
  null,
  true,
  -1,
  0.5,
  2 ** 53,
  1e308,
  "",
  "\0",
  "__proto__",
  "../../x",
  "`",
  "x".repeat(100_000),
  [],
  [null, [1]],
  {},
  { toString: 1, valueOf: 1 },
  JSON.parse('{"__proto__":{"status":"ok"},"constructor":null,"length":1e9}'),
  JSON.parse(nested(150)),
];

/** What each request holds when it is right. */
export const contents: Record<string, Record<string, unknown>> = {
  kernel_info_request: { x: 1 },
  execute_request: executeRequest("1", {
    user_expressions: { a: "1" },
    stop_on_error: false,
  }) as Record<string, unknown>,
  complete_request: { code: "Math.", cursor_pos: 5 },
  inspect_request: { code: "Math", cursor_pos: 2, detail_level: 0 },
  is_complete_request: { code: "1" },
  history_request: {
    ...{ hist_access_type: "search", output: true, raw: true, session: 0, start: 0, stop: 9 },
    ...{ n: 9, pattern: "*", unique: true },
  },
  comm_info_request: { target_name: "t" },
  connect_request: {},
  comm_open: { comm_id: "c", target_name: "t", data: {} },
  comm_msg: { comm_id: "c", data: {} },
  comm_close: { comm_id: "c", data: {} },
  interrupt_request: { x: 1 },
  // With `restart` as it should be, this one ends the kernel.
  shutdown_request: { restart: "x" },
  debug_request: { type: "request", seq: 1, command: "debugInfo", arguments: {} },
  create_subshell_request: { x: 1 },
  delete_subshell_request: { subshell_id: "x" },
  list_subshell_request: { x: 1 },
};

/** The request with one field after the other replaced by something hostile. */
export function variantsOf(type: string, values: unknown[]): Record<string, unknown>[] {
  const right = contents[type]!;
  const variants = Object.keys(right).flatMap((name) =>
    values.map((value) => ({ ...right, [name]: value })),
  );
  if (type !== "shutdown_request") return variants;
  return variants.filter(({ restart }) => typeof (restart ?? true) !== "boolean");
}
