import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { HistoryRequest } from "../../../kernel/protocol/shell.ts";
import { History } from "../../../kernel/session/history.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sinapse-history-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = () => new History(folder, () => {});

function request(fields: Partial<HistoryRequest>): HistoryRequest {
  const nothing = { output: false, session: 0, start: 0, pattern: "*", unique: false };
  return { ...nothing, hist_access_type: "tail", ...fields };
}

/** Two sessions: the first ran a, b, a; the second c. */
function twoSessions(): History {
  const first = open();
  first.add(1, "const a = 1", null);
  first.add(2, "b", "2");
  first.add(3, "const a = 1", null);
  const second = open();
  second.add(1, "c", "3");
  return second;
}

describe("the history", () => {
  test("tail gives the newest entries over all sessions, oldest first", () => {
    expect(twoSessions().find(request({ n: 3 }))).toEqual([
      [1, 2, "b"],
      [1, 3, "const a = 1"],
      [2, 1, "c"],
    ]);
  });

  test("gives input and output as a pair when asked for output", () => {
    expect(twoSessions().find(request({ n: 1, output: true }))).toEqual([[2, 1, ["c", "3"]]]);
  });

  test("range takes lines from start up to, but without, stop", () => {
    const found = twoSessions().find(
      request({ hist_access_type: "range", session: 1, start: 2, stop: 3 }),
    );
    expect(found).toEqual([[1, 2, "b"]]);
  });

  test("range counts sessions back from the current one, which is 0", () => {
    const history = twoSessions();
    const range = { hist_access_type: "range", start: 1, stop: 2 } as const;
    expect(history.find(request({ ...range, session: 0 }))).toEqual([[2, 1, "c"]]);
    expect(history.find(request({ ...range, session: -1 }))).toEqual([[1, 1, "const a = 1"]]);
  });

  test("search matches a glob, not a regular expression", () => {
    const history = twoSessions();
    const search = (pattern: string) =>
      history.find(request({ hist_access_type: "search", pattern })).map((entry) => entry[2]);
    expect(search("const ? = *")).toEqual(["const a = 1", "const a = 1"]);
    expect(search("[a-c]")).toEqual(["b", "c"]);
    expect(search("[^b]")).toEqual(["c"]);
    expect(search("c[")).toEqual([]);
    expect(search(".*")).toEqual([]);
  });

  test("search gives each input once when unique, the newest", () => {
    const found = twoSessions().find(
      request({ hist_access_type: "search", pattern: "const*", unique: true }),
    );
    expect(found).toEqual([[1, 3, "const a = 1"]]);
  });

  test("kernels that run side by side get numbers of their own", () => {
    const [one, other] = [open(), open()];
    one.add(1, "x", null);
    other.add(1, "y", null);
    one.add(2, "z", null);
    expect(readdirSync(join(folder, "history")).sort()).toEqual(["1.jsonl", "2.jsonl"]);
    expect(one.find(request({ n: 9 }))).toEqual([
      [1, 1, "x"],
      [1, 2, "z"],
    ]);
  });

  test("reads on past a line that a killed kernel left half written", () => {
    twoSessions();
    writeFileSync(join(folder, "history", "1.jsonl"), '[1,"whole",null]\n[2,"ha');
    expect(open().find(request({ n: 9 }))).toEqual([
      [1, 1, "whole"],
      [2, 1, "c"],
    ]);
  });

  test("is kept in memory where the disk refuses it", () => {
    writeFileSync(join(folder, "file"), "");
    const lines: string[] = [];
    const history = new History(join(folder, "file"), (line) => lines.push(line));
    history.add(1, "x", null);
    expect(history.find(request({}))).toEqual([[1, 1, "x"]]);
    expect(lines).toHaveLength(1);
  });
});
