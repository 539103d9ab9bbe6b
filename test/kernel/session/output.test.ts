import { describe, expect, test } from "vitest";
import type { Header } from "../../../kernel/protocol/message.ts";
import { Output } from "../../../kernel/session/output.ts";

type Published = [type: string, content: unknown, parent: string | undefined];

function setUp(limit = 1000) {
  const published: Published[] = [];
  const output = new Output(
    (type, content, parent) => published.push([type, content, parent?.msg_id]),
    limit,
  );
  const open = (id: string, silent = false) => output.open(id, { msg_id: id } as Header, silent);
  return { output, published, open };
}

const display = (text: string) => ({
  data: { "text/plain": text },
  metadata: {},
  transient: { display_id: "d" },
});

describe("the output", () => {
  test("joins what one cell writes to one stream", () => {
    const { output, published, open } = setUp();
    open("a");
    for (const text of ["1", "2", "3"]) output.stream("a", "stdout", text);
    output.flush();
    expect(published).toEqual([["stream", { name: "stdout", text: "123" }, "a"]]);
  });

  test("keeps the order of streams, cells and displays", () => {
    const { output, published, open } = setUp();
    open("a");
    open("b");
    output.stream("a", "stdout", "1");
    output.stream("a", "stderr", "2");
    output.stream("b", "stderr", "3");
    output.show("a", "display_data", display("4"));
    expect(published.map(([type, , parent]) => [type, parent])).toEqual([
      ["stream", "a"],
      ["stream", "a"],
      ["stream", "b"],
      ["display_data", "a"],
    ]);
  });

  test("of many updates of one display in a short time, sends the newest", () => {
    const { output, published, open } = setUp();
    open("a");
    for (let frame = 0; frame < 100; frame++) output.update("a", "d", display(String(frame)));
    output.flush();
    expect(published).toEqual([["update_display_data", display("99"), "a"]]);
  });

  test("shows nothing of a silent request", () => {
    const { output, published, open } = setUp();
    open("a", true);
    output.stream("a", "stdout", "1");
    output.show("a", "display_data", display("2"));
    output.flush();
    expect(published).toEqual([]);
  });

  test("cuts a cell at its limit with one note that says how to raise it", () => {
    const { output, published, open } = setUp(10);
    open("a");
    for (let line = 0; line < 9; line++) output.stream("a", "stdout", "abc\n");
    output.flush();
    const [text, note, ...rest] = published.map(
      ([, content]) => (content as { text: string }).text,
    );
    expect(text).toBe("abc\nabc\nab");
    expect(note).toMatch(/longer than 10 characters.*SINAPSE_OUTPUT_LIMIT/);
    expect(rest).toEqual([]);
  });

  test("of much text makes few messages, as front ends draw all of it with each", () => {
    const { output, published, open } = setUp(10_000_000);
    open("a");
    const kilobyte = "x".repeat(1000);
    for (let n = 0; n < 9_000; n++) output.stream("a", "stdout", kilobyte);
    output.flush();
    // 100 kB each at first, then as much again as there is: 0.1 · 2ⁿ MB reach 9 MB for n = 7.
    expect(published.length).toBeLessThanOrEqual(10);
    expect(published.map(([, content]) => (content as { text: string }).text).join("")).toBe(
      kilobyte.repeat(9_000),
    );
  });

  test("starts to count again when the cell clears its output", () => {
    const { output, published, open } = setUp(10);
    open("a");
    output.stream("a", "stdout", "12345678");
    output.show("a", "clear_output", { wait: true });
    output.stream("a", "stdout", "12345678");
    output.flush();
    expect(published.map(([type]) => type)).toEqual(["stream", "clear_output", "stream"]);
  });

  test("gives late output to the cell that caused it", () => {
    const { output, published, open } = setUp();
    open("a");
    open("b");
    output.stream("a", "stdout", "late");
    output.flush();
    expect(published[0]?.[2]).toBe("a");
  });

  test("gives output that nobody caused to the latest cell", () => {
    const { output, published, open } = setUp();
    open("a");
    open("b");
    output.stream("", "stderr", "?");
    output.flush();
    expect(published[0]?.[2]).toBe("b");
  });
});
