/** Both directions: Sinapse's library in a stock tslab kernel, tslab's notebooks in Sinapse. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inPackage } from "../../../kernel/node/package-root.ts";
import type { Message } from "../../../kernel/protocol/message.ts";
import { FrontEnd, textOf } from "../front-end.ts";

const tslab = join(
  dirname(createRequire(import.meta.url).resolve("tslab/package.json")),
  "bin",
  "tslab",
);

const command = [process.execPath, tslab, "kernel", "--config-path={connection_file}"];

/** The content of a display message. */
interface Shown {
  data: Record<string, unknown>;
  transient: { display_id: string };
}

/** The MIME bundles of what a cell displayed and gave, in order. */
const bundles = (messages: Message[]) =>
  messages
    .filter(({ header }) =>
      /^(?:display_data|update_display_data|execute_result)$/.test(header.msg_type),
    )
    .map(({ content }) => content.data as Record<string, unknown>);

describe("in a stock tslab kernel", () => {
  let folder: string;
  let kernel: FrontEnd;

  beforeAll(async () => {
    // A folder as `npm install sinapse` leaves it.
    folder = mkdtempSync(join(tmpdir(), "sinapse-tslab-"));
    mkdirSync(join(folder, "node_modules"));
    symlinkSync(inPackage(), join(folder, "node_modules", "sinapse"));
    symlinkSync(inPackage("node_modules", "@types"), join(folder, "node_modules", "@types"));
    kernel = await FrontEnd.start({ command, cwd: folder });
    // It does not say when it publishes: ask until that is heard.
    while (kernel.iopub.length === 0) {
      const id = kernel.send("kernel_info_request");
      await Promise.race([kernel.reply(id), new Promise((done) => setTimeout(done, 1000))]);
      await new Promise((done) => setTimeout(done, 100));
    }
  });
  afterAll(async () => {
    await kernel?.shutdown();
    rmSync(folder, { recursive: true, force: true });
  });

  test("sinapse computes, knows its gradients, and shows tensors", async () => {
    const { published } = await kernel.execute(
      `import { plot, tensor } from "sinapse";
       const w = tensor([2, 3], { requiresGrad: true });
       w.mul(w).sum().backward();
       w.grad`,
    );
    expect(textOf(published, "stderr")).toBe("");
    // The derivative of w² is 2w.
    expect(textOf(published)).toMatch(/4 +6/);
  });

  test("a network trains", async () => {
    const { published } = await kernel.execute(
      `import { nn, optim } from "sinapse";
       const layer = nn.linear(1, 1);
       const steps = optim.sgd(layer.parameters(), { learningRate: 0.1 });
       const inputs = tensor([[0], [1]]);
       for (let step = 0; step < 500; step++) {
         steps.zeroGrad();
         nn.meanSquaredError(layer(inputs), tensor([[1], [3]])).backward();
         steps.step();
       }
       console.log(layer(tensor([[2]])).item().toFixed(2));`,
    );
    expect(textOf(published, "stderr")).toBe("");
    // The line through (0, 1) and (1, 3).
    expect(textOf(published)).toBe("5.00\n");
  });

  test("a figure shows itself as a plot", async () => {
    const { published } = await kernel.execute("plot.line([1, 4, 9]).show();");
    const [figure] = bundles(published);
    expect(figure).toMatchObject({
      "application/vnd.plotly.v1+json": { data: [{ y: [1, 4, 9] }] },
    });
  });

  // After an error tslab aborts what comes: this is the last one.
  test("its types are known there, too", async () => {
    const { published } = await kernel.execute("w.nothing");
    expect(textOf(published, "stderr")).toContain("Property 'nothing' does not exist");
  });
});

describe("a notebook written for tslab runs unchanged in Sinapse:", () => {
  let kernel: FrontEnd;

  beforeAll(async () => {
    kernel = await FrontEnd.start();
    await kernel.ready();
  });
  afterAll(() => kernel?.shutdown());

  /** What a cell shows; an error fails the test. */
  async function shown(code: string): Promise<Record<string, unknown>[]> {
    const { reply, published } = await kernel.execute(code);
    expect(reply.status, String(reply.traceback)).toBe("ok");
    return bundles(published);
  }

  test("modules, and tslab's display of HTML, markdown, LaTeX and SVG", async () => {
    await shown(
      'import * as tslab from "tslab";\nimport * as fs from "fs";\nimport path from "path";',
    );
    const { published } = await kernel.execute(
      "console.log(path.join('a', 'b'), typeof fs.readFileSync)",
    );
    expect(textOf(published)).toBe("a/b function\n");
    expect(
      await shown(
        "tslab.display.html('<b>x</b>'); tslab.display.markdown('*x*');" +
          "tslab.display.latex('$x$'); tslab.display.svg('<svg/>');",
      ),
    ).toEqual([
      { "text/html": "<b>x</b>" },
      { "text/markdown": "*x*" },
      { "text/latex": "$x$" },
      { "image/svg+xml": "<svg/>" },
    ]);
  });

  test("JPEG from bytes", async () => {
    // The three bytes with which every JPEG file starts, as base64.
    const [image] = await shown("tslab.display.jpeg(Buffer.from([0xff, 0xd8, 0xff]))");
    expect(image).toEqual({ "image/jpeg": "/9j/" });
  });

  test("a new display is overwritten in place", async () => {
    const { published } = await kernel.execute(
      `const sleep = (ms: number) => new Promise((done) => setTimeout(done, ms));
       const d = tslab.newDisplay();
       for (let i = 0; i < 3; i++) { d.text(String(i)); await sleep(150); }`,
    );
    const shows = published
      .filter(({ header }) => /display_data$/.test(header.msg_type))
      .map(({ header, content }) => ({ type: header.msg_type, ...(content as unknown as Shown) }));
    expect(shows.map(({ type, data }) => [type, data["text/plain"]])).toEqual([
      ["display_data", "0"],
      ["update_display_data", "1"],
      ["update_display_data", "2"],
    ]);
    expect(new Set(shows.map(({ transient }) => transient.display_id)).size).toBe(1);
  });

  test("top-level await, classes, enums and types across cells", async () => {
    await shown("let x: number = await Promise.resolve(20);\nenum Unit { Day, Hour }");
    await shown("class A<T> { constructor(public x: T) {} }\ninterface Point { x: number }");
    expect(await shown("let p: Point = new A(x + 1); [p.x, Unit[Unit.Hour]]")).toEqual([
      { "text/plain": "[ 21, 'Hour' ]" },
    ]);
  });
});
