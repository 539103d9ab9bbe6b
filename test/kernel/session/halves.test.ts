/** Half a character, as in `"😀"[0]`: what holds one cannot be saved by Jupyter's server. */
import { createHmac, randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { IopubMessages } from "../../../kernel/protocol/iopub.ts";
import type { Fields, Message } from "../../../kernel/protocol/message.ts";
import { requests } from "../../../kernel/session/requests/index.ts";
import { startJupyterLab } from "../../lab/jupyter-lab.ts";
import { executeRequest, FrontEnd, ofType, textOf } from "../front-end.ts";

let frontEnd: FrontEnd;
beforeAll(async () => {
  frontEnd = await FrontEnd.start();
  await frontEnd.ready();
});
afterAll(() => frontEnd.shutdown());

const half = "\ud83d";

/** Where in a message there is half a character, as in `content.text`. */
function halvesIn(value: unknown, path = ""): string[] {
  if (typeof value === "string") return /\p{Surrogate}/u.test(value) ? [path] : [];
  if (ArrayBuffer.isView(value) || typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    ...halvesIn(key, `${path} (a key)`),
    ...halvesIn(inner, path ? `${path}.${key}` : key),
  ]);
}

/** Sends a request as a front end would that lets halves through; gives its reply. */
async function ask(
  type: string,
  content: Fields,
  channel: "shell" | "control" = "shell",
): Promise<Message | undefined> {
  const message = frontEnd.message(type, content, { username: half });
  const parts = [message.header, {}, { [half]: half }, content].map((part) => JSON.stringify(part));
  const hmac = createHmac("sha256", frontEnd.connection.key);
  for (const part of parts) hmac.update(part);
  const { msg_id } = message.header;
  const answered = type.endsWith("_request");
  const reply = answered ? frontEnd.reply(msg_id) : undefined;
  frontEnd.sendFrames(["<IDS|MSG>", hmac.digest("hex"), ...parts], channel);
  const replied = await reply;
  await frontEnd.idle(msg_id);
  return replied;
}

const run = (code: string) => ask("execute_request", executeRequest(code) as Fields);

const halfText = '"😀"[0]';

/** Message type → a cell that has one published. */
const cells: Record<Exclude<keyof IopubMessages, "iopub_welcome" | "shutdown_reply">, string> = {
  status: "1",
  execute_input: `"${half}"`,
  stream: `for (let i = 0; i < "oi 😀".length; i++) console.log("oi 😀"[i]); console.error("😀"[1])`,
  display_data: `display.text(${halfText}); display.json({ ["😀"[1]!]: ["😀"[0]] }); display.mime({ ["x/" + "😀"[0]]: "😀"[1] }, { metadata: { ["😀"[0]!]: "😀"[1] } });`,
  update_display_data: `display.text("", { id: "😀"[0]! }).update("😀"[0])`,
  execute_result: `({ toString: 1, [Symbol.for("Jupyter.display")]: () => ({ "text/html": "😀"[1], "application/json": { a: "😀"[0] } }) })`,
  error: `throw Object.assign(new Error("x" + "😀"[0]), { ["😀"[1]!]: "😀"[0] })`,
  clear_output: `display.text(${halfText}); clearOutput()`,
  comm_open: `(globalThis as any).comm = comms.open("t" + "😀"[0], { a: "😀"[0] }, { metadata: { b: "😀"[1] } })`,
  comm_msg: `(globalThis as any).comm.send(["😀"[0]])`,
  comm_close: `(globalThis as any).comm.close({ ["😀"[0]!]: 1 })`,
  debug_event: "1",
};

const code = `const a = "${half}"; a.`;
/** Request type → what is asked, with halves wherever a text may stand. */
const questions: Record<string, Fields> = {
  kernel_info_request: { [half]: half },
  execute_request: executeRequest("1", {
    user_expressions: { [half]: halfText, bad: half },
  }) as Fields,
  complete_request: { code, cursor_pos: code.length },
  inspect_request: { code: `/** ${half} */ let d = 1; d`, cursor_pos: 22, detail_level: 1 },
  is_complete_request: { code },
  history_request: { hist_access_type: "tail", n: 99, output: true },
  comm_info_request: {},
  connect_request: {},
  comm_open: { comm_id: half, target_name: half, data: { [half]: half } },
  comm_msg: { comm_id: half, data: half },
  comm_close: { comm_id: half, data: half },
  interrupt_request: { [half]: half },
  debug_request: {
    type: "request",
    seq: 1,
    command: "evaluate",
    arguments: { expression: half, [half]: half },
  },
  create_subshell_request: {},
  delete_subshell_request: { subshell_id: half },
  list_subshell_request: {},
};
const ends = "shutdown_request";

describe("no message of the kernel holds half a character:", () => {
  test.each(Object.entries(cells))("%s", async (type, cell) => {
    const reply = await run(cell);
    expect(halvesIn(reply)).toEqual([]);
    const published = frontEnd.iopub.filter(({ header }) => header.msg_type === type);
    if (type !== "debug_event") expect(published.length).toBeGreaterThan(0);
    expect(frontEnd.iopub.flatMap((message) => halvesIn(message))).toEqual([]);
  });

  test.each(
    (["shell", "control"] as const).flatMap((channel) =>
      Object.keys(requests[channel]).map((type) => [channel, type] as const),
    ),
  )("what answers on %s to %s", async (channel, type) => {
    if (type === ends) return expect(questions).not.toHaveProperty(ends);
    expect(questions).toHaveProperty(type);
    const reply = await ask(type, questions[type]!, channel);
    expect(halvesIn(reply)).toEqual([]);
    expect(frontEnd.iopub.flatMap((message) => halvesIn(message))).toEqual([]);
  });

  test("a question to the user", async () => {
    frontEnd.inputs.push(() => "yes");
    await run(`require("readline"); const answer = prompt("😀"[0])`);
    const [asked] = ofType(frontEnd.iopub, "input_request");
    expect(asked?.content.prompt).toBe("\ufffd ");
  });
});

test("half a character reads as �, and what only looks like one stays", async () => {
  const { published } = await frontEnd.execute(
    String.raw`console.log("😀"[0], "\\ud83d", "\\\\ud83d", "\u0007", "😀")`,
  );
  expect(textOf(published)).toBe("\ufffd \\ud83d \\\\ud83d \u0007 😀\n");
});

test("two halves that are written one after the other are the character", async () => {
  const { published } = await frontEnd.execute(
    `for (const unit of "a😀b😀".split("")) {
       process.stdout.write(unit);
       await new Promise((done) => setTimeout(done, 40));
     }`,
  );
  expect(textOf(published)).toBe("a😀b😀");
});

test("nothing is cut inside of a character: tables, long texts, results, messages of errors", async () => {
  // Wherever the limit is, it falls into a character in one of the two.
  const cells = ['"😀".repeat(60_000)', '"a" + "😀".repeat(60_000)'].flatMap((text) => [
    `console.table([{ a: ${text} }])`,
    `[{ a: ${text} }]`,
    `({ toJSON: 1, a: Array.from({ length: 40 }, () => ${text}) })`,
    `throw new Error(${text})`,
    `let long = ${text}; %who`.replace("; ", "\n"),
  ]);
  for (const cell of cells) {
    const { published, reply } = await frontEnd.execute(cell);
    const said = JSON.stringify([reply, published.map(({ content }) => content)]);
    expect(said).toContain("😀");
    expect(said).not.toContain("\ufffd");
  }
});

test("the limit of a cell's output falls between two characters", async () => {
  for (const limit of ["1000", "1001"]) {
    const limited = await FrontEnd.start({ env: { SINAPSE_OUTPUT_LIMIT: limit } });
    await limited.ready();
    const { published } = await limited.execute('process.stdout.write("😀".repeat(9000))');
    expect(textOf(published)).toBe("😀".repeat(500));
    await limited.shutdown();
  }
});

test("a notebook with all that can be saved", async () => {
  const outputs = [
    ...ofType(frontEnd.iopub, "stream").map(({ content }) => ({
      output_type: "stream",
      ...content,
    })),
    ...ofType(frontEnd.iopub, "error").map(({ content }) => ({ output_type: "error", ...content })),
    ...ofType(frontEnd.iopub, "display_data").map(({ content }) => ({
      output_type: "display_data",
      data: content.data,
      metadata: content.metadata,
    })),
    ...ofType((await deepDisplay()).published, "display_data").map(({ content }) => ({
      output_type: "display_data",
      data: content.data,
      metadata: {},
    })),
  ];
  expect(outputs.length).toBeGreaterThan(6);
  const lab = await startJupyterLab();
  try {
    const { origin, searchParams } = new URL(lab.address());
    const cell = { cell_type: "code", execution_count: 1, metadata: {}, source: "1" };
    const cells = outputs.map((output) => ({ ...cell, id: randomUUID(), outputs: [output] }));
    const content = { nbformat: 4, nbformat_minor: 5, metadata: {}, cells };
    const answer = await fetch(`${origin}/api/contents/halves.ipynb`, {
      method: "PUT",
      headers: { Authorization: `token ${searchParams.get("token")}` },
      body: JSON.stringify({ type: "notebook", content }),
    });
    expect(answer.status).toBe(201);
  } finally {
    await lab.stop();
  }
});

test("what lies too deep to be saved is not sent, and the cell says so", async () => {
  const { published, reply } = await deepDisplay();
  expect(reply.status).toBe("ok");
  expect(ofType(published, "display_data")).toEqual([]);
  expect(textOf(published, "stderr")).toContain("deeper than 200 levels");
});

/** A display that the server cannot read. */
function deepDisplay() {
  return frontEnd.execute(
    "let deep: unknown = 1; for (let i = 0; i < 900; i++) deep = { deep }; display.json(deep);",
  );
}
