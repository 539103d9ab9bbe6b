/** What a student sees of code that a control calls: its prints, its errors, and that it was stopped. */
import { stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Header, Message } from "../../../kernel/protocol/message.ts";
import { Output } from "../../../kernel/session/output.ts";
import { FrontEnd, ofType, parentOf, textOf } from "../front-end.ts";

let frontEnd: FrontEnd;
beforeAll(async () => {
  frontEnd = await FrontEnd.start();
  await frontEnd.ready();
  await frontEnd.execute('import { plot, widgets } from "sinapse";');
});
afterAll(() => frontEnd.shutdown());

/** Runs a cell; gives its id, and the ids of the widgets that it made, by their models. */
async function run(code: string) {
  const { reply, published } = await frontEnd.execute(code);
  expect(reply.status, String(reply.evalue)).toBe("ok");
  const made = new Map(
    ofType(published, "comm_open").map(({ content }) => [
      (content.data as { state: { _model_name: string } }).state._model_name,
      String(content.comm_id),
    ]),
  );
  return { id: parentOf(published[0]!), made };
}

/** Does in the page what changes a widget's state, or a click; waits until that was handled. */
async function act(comm_id: string, change: object | "click"): Promise<string> {
  const data =
    change === "click"
      ? { method: "custom", content: { event: "click" } }
      : { method: "update", state: change, buffer_paths: [] };
  const id = frontEnd.send("comm_msg", { comm_id, data });
  await frontEnd.idle(id);
  return id;
}

const textOfError = ({ content }: Message) =>
  stripVTControlCharacters((content.traceback as string[]).join("\n"));

/** What stands below a cell now, as text: outputs are added, and those with an id are replaced. */
function below(cell: string): string[] {
  const outputs: { id?: string; text: string }[] = [];
  for (const { header, content } of frontEnd.caused(cell)) {
    const type = header.msg_type;
    const id = (content.transient as { display_id?: string } | undefined)?.display_id;
    const data = (content.data ?? {}) as Record<string, string>;
    const text = stripVTControlCharacters(String(data["text/plain"] ?? content.text ?? ""));
    const old = outputs.find((each) => id !== undefined && each.id === id);
    if (type === "update_display_data" && old) old.text = text;
    if (type === "display_data") outputs.push({ ...(id && { id }), text });
    if (type === "stream" || type === "error")
      outputs.push({ text: text || String(content.evalue) });
  }
  return outputs.map(({ text }) => text.trimEnd()).filter((text) => text !== "");
}

describe("code that a control calls", () => {
  test("prints below the cell that made the control", async () => {
    const { id, made } = await run(`
      const slider = widgets.slider({ value: 0 });
      slider.observe((value) => console.log("value " + value));
      slider.observe((value) => console.error("warned"));`);
    await run("'another cell'");
    await act(made.get("FloatSliderModel")!, { value: 0.25 });
    expect(textOf(frontEnd.caused(id))).toBe("value 0.25\n");
    expect(textOf(frontEnd.caused(id), "stderr")).toBe("warned\n");
  });

  test("tells its errors there, and the other callbacks are called all the same", async () => {
    const { id, made } = await run(`
      const button = widgets.button("more");
      let clicks = 0;
      button.onClick(() => { throw new RangeError("too many"); });
      button.onClick(() => { clicks += 1; });
      button.onClick(() => { throw new RangeError("far too many"); });`);
    await act(made.get("ButtonModel")!, "click");
    const errors = await frontEnd.until(() => {
      const found = ofType(frontEnd.caused(id), "error");
      return found.length === 2 && found;
    });
    expect(errors.map(({ content }) => content.evalue)).toEqual(["too many", "far too many"]);
    expect(textOfError(errors[0]!)).toContain('throw new RangeError("too many")');
    const { published } = await frontEnd.execute("clicks");
    expect(ofType(published, "execute_result")[0]?.content.data).toEqual({ "text/plain": "1" });
  });

  test("tells its errors there when it has awaited something", async () => {
    const { id, made } = await run(`
      const box = widgets.checkbox();
      box.observe(async () => { await null; throw new Error("later"); });`);
    await act(made.get("CheckboxModel")!, { value: true });
    expect(ofType(frontEnd.caused(id), "error")[0]?.content.evalue).toBe("later");
  });

  test.each([
    ["runs without end", "() => { console.log('spins'); while (true) {} }"],
    ["awaits without end", "async () => { console.log('waits'); await new Promise(() => {}); }"],
  ])("that %s says that it was stopped, and works again", async (_, callback) => {
    const { id, made } = await run(`
      const stopped = widgets.text();
      let first = true;
      const long = ${callback};
      stopped.observe((value) => { if (!first) return console.log(value); first = false; return long(); });`);
    const handled = act(made.get("TextModel")!, { value: "a" });
    await frontEnd.until(() => /spins|waits/.test(textOf(frontEnd.caused(id))));
    await frontEnd.request("interrupt_request", {}, { channel: "control" });
    await handled;
    expect(ofType(frontEnd.caused(id), "error")[0]?.content.ename).toBe("Interrupted");
    await act(made.get("TextModel")!, { value: "again" });
    expect(textOf(frontEnd.caused(id))).toContain("again\n");
  });

  test("shows figures there, and answers the page as caused by what the page sent", async () => {
    const { id, made } = await run(`
      const play = widgets.play({ max: 5 });
      play.observe((value) => display(plot.line([0, value])));`);
    const moved = await act(made.get("PlayModel")!, { value: 3 });
    expect(below(id).at(-1)).toContain("from 0 to 3");
    const [echo] = ofType(frontEnd.caused(moved), "comm_msg");
    expect(echo?.content.data).toMatchObject({ method: "echo_update", state: { value: 3 } });
  });

  test("is found by its cell however often the control has moved since", () => {
    const shown: [string, string][] = [];
    const publish = (type: string, _: object, parent?: Header) =>
      void shown.push([type, parent!.msg_id]);
    const output = new Output(publish as never, 1000);
    const header = (msg_id: string) => ({ msg_id }) as Header;
    output.open("cell", header("cell"));
    for (let move = 0; move < 20_000; move++) output.pass(`move ${move}`, header(`move ${move}`));
    output.show("cell", "display_data", { data: {}, metadata: {}, transient: {} });
    output.show("gone", "display_data", { data: {}, metadata: {}, transient: {} });
    expect(shown).toEqual([
      ["display_data", "cell"],
      ["display_data", "cell"],
    ]);
  });
});

describe("interact", () => {
  const inverse = `widgets.interact(({ n }) => {
      console.log("n is " + n);
      if (n === 0) throw new RangeError("no inverse of 0");
      return 1 / n;
    }, { n: [-2, 2] as const, });`;

  test("shows an error in place of the result, and the next move works", async () => {
    const { id, made } = await run(
      inverse.replace("[-2, 2] as const", "widgets.integerSlider({ min: -2, max: 2, value: 1 })"),
    );
    const slider = made.get("IntSliderModel")!;
    expect(below(id).slice(-2)).toEqual(["n is 1", "1"]);
    await act(slider, { value: 0 });
    expect(below(id).at(-2)).toBe("n is 0");
    expect(below(id).at(-1)).toMatch(/^RangeError: no inverse of 0\n/);
    await act(slider, { value: 2 });
    expect(below(id).slice(-2)).toEqual(["n is 2", "0.5"]);
    expect(below(id)).toHaveLength(3);
  });

  test("does the same where its function awaits", async () => {
    const { id, made } = await run(`
      widgets.interact(async ({ on }) => {
        await new Promise((done) => setTimeout(done, 20));
        console.log("on: " + on);
        if (on) throw new Error("not on");
        return "off";
      }, { on: false });
      await new Promise((done) => setTimeout(done, 200));`);
    expect(below(id).slice(-2)).toEqual(["on: false", "'off'"]);
    await act(made.get("CheckboxModel")!, { value: true });
    expect(below(id).at(-1)).toMatch(/^Error: not on\n/);
    await act(made.get("CheckboxModel")!, { value: false });
    expect(below(id).slice(-2)).toEqual(["on: false", "'off'"]);
  });

  test("replaces what its function displays, live curves too", async () => {
    const { id, made } = await run(`
      widgets.interact(({ more }) => {
        const curve = plot.trainingCurve();
        for (let step = 1; step <= (more ? 7 : 4); step++) curve.add({ loss: 1 / step });
        display(more ? "more" : "less");
        if (more) display("and more");
      }, { more: false });`);
    const shown = below(id);
    expect(shown[1]).toContain("4");
    expect(shown.slice(2)).toEqual(["'less'"]);
    await act(made.get("CheckboxModel")!, { value: true });
    expect(below(id)[1]).toContain("7");
    expect(below(id).slice(2)).toEqual(["'more'", "'and more'"]);
    await act(made.get("CheckboxModel")!, { value: false });
    expect(below(id)).toEqual(shown);
  });

  test("says that its function was stopped, and the next move works", async () => {
    const { id, made } = await run(`
      widgets.interact(({ loop }) => {
        if (loop) { display("loops"); while (true) {} }
        return "done";
      }, { loop: false });`);
    const handled = act(made.get("CheckboxModel")!, { value: true });
    await frontEnd.until(() => below(id).some((text) => text.includes("loops")));
    await frontEnd.request("interrupt_request", {}, { channel: "control" });
    await handled;
    expect(ofType(frontEnd.caused(id), "error")[0]?.content.ename).toBe("Interrupted");
    await act(made.get("CheckboxModel")!, { value: false });
    expect(below(id)).toContain("'done'");
    expect(below(id).join()).not.toContain("loops");
  });

  test("takes away what it showed for the earlier value when it is stopped", async () => {
    const { id, made } = await run(`
      widgets.interact(({ k }) => {
        console.log("k is", k);
        while (k > 3) {}
        display("shown for " + k);
        return k;
      }, { k: [0, 5, 0.5] });`);
    const slider = made.get("FloatSliderModel")!;
    expect(below(id).slice(1)).toEqual(["k is 2.5", "'shown for 2.5'", "2.5"]);
    const handled = act(slider, { value: 4.5 });
    await frontEnd.until(() => below(id).includes("k is 4.5"));
    await frontEnd.request("interrupt_request", {}, { channel: "control" });
    await handled;
    expect(ofType(frontEnd.caused(id), "error")[0]?.content.ename).toBe("Interrupted");
    expect(below(id).slice(1)).toEqual(["k is 4.5", expect.stringContaining("stopped")]);
    await act(slider, { value: 1 });
    expect(below(id)).toEqual(expect.arrayContaining(["k is 1", "'shown for 1'", "1"]));
  });

  test("fails as a cell does where the first values give an error", async () => {
    const { reply } = await frontEnd.execute(
      "widgets.interact(() => { throw new Error('at once') }, { n: [1, 2] })",
    );
    expect(reply.evalue).toBe("at once");
  });
});
