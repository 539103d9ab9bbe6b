import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { History } from "../../../kernel/history/history.ts";
import { StoredHistory } from "../../../kernel/history/stored-history.ts";
import { HistoryFiles } from "../../../kernel/node/history-files.ts";
import type { HistoryRequest } from "../../../kernel/protocol/shell.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sinapse-history-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = () => new StoredHistory(new HistoryFiles(folder), () => {});

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
  test("tail gives the newest entries over all sessions, oldest first", async () => {
    expect(await twoSessions().find(request({ n: 3 }))).toEqual([
      [1, 2, "b"],
      [1, 3, "const a = 1"],
      [2, 1, "c"],
    ]);
  });

  test("gives input and output as a pair when asked for output", async () => {
    expect(await twoSessions().find(request({ n: 1, output: true }))).toEqual([[2, 1, ["c", "3"]]]);
  });

  test("range takes lines from start up to, but without, stop", async () => {
    const found = await twoSessions().find(
      request({ hist_access_type: "range", session: 1, start: 2, stop: 3 }),
    );
    expect(found).toEqual([[1, 2, "b"]]);
  });

  test("range counts sessions back from the current one, which is 0", async () => {
    const history = twoSessions();
    const range = { hist_access_type: "range", start: 1, stop: 2 } as const;
    expect(await history.find(request({ ...range, session: 0 }))).toEqual([[2, 1, "c"]]);
    expect(await history.find(request({ ...range, session: -1 }))).toEqual([[1, 1, "const a = 1"]]);
  });

  test("search matches a glob, not a regular expression", async () => {
    const history = twoSessions();
    const search = async (pattern: string) =>
      (await history.find(request({ hist_access_type: "search", pattern }))).map(
        (entry) => entry[2],
      );
    expect(await search("const ? = *")).toEqual(["const a = 1", "const a = 1"]);
    expect(await search("[a-c]")).toEqual(["b", "c"]);
    expect(await search("[^b]")).toEqual(["c"]);
    expect(await search("c[")).toEqual([]);
    expect(await search(".*")).toEqual([]);
  });

  test("search takes each pattern as a regular expression of its own would", async () => {
    const history = open();
    const inputs = ["", "a", "b", "ab", "aab", "aaab", "a😀b", "😀", "[", "]", "^", "-", "a*b"];
    inputs.forEach((input, line) => {
      history.add(line, input, null);
    });
    // The meaning of each piece of a pattern, as a regular expression.
    const pieces: Record<string, string> = {
      "*": ".*",
      "?": ".",
      a: "a",
      b: "b",
      "😀": "😀",
      "[ab]": "[ab]",
      "[^a]": "[^a]",
      "[a-z]": "[a-z]",
      "[]]": "[\\]]",
      "[^]]": "[^\\]]",
      "[😀-😂]": "[😀-😂]",
      "[a-]": "[a\\-]",
      "-": "-",
    };
    const names = Object.keys(pieces);
    for (let n = 0; n < names.length ** 3; n++) {
      const parts = [n, n / names.length, n / names.length ** 2].map(
        (at) => names[Math.floor(at) % names.length] as string,
      );
      const expression = new RegExp(`^${parts.map((part) => pieces[part]).join("")}$`, "su");
      const found = await history.find(
        request({ hist_access_type: "search", pattern: parts.join("") }),
      );
      expect([parts, found.map((entry) => entry[2])]).toEqual([
        parts,
        inputs.filter((input) => expression.test(input)),
      ]);
    }
  });

  test("search ends, whatever the pattern, and answers others meanwhile", async () => {
    const history = open();
    for (let line = 0; line < 50; line++) history.add(line, "a".repeat(20_000), null);
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    const search = (pattern: string) =>
      history.find(request({ hist_access_type: "search", pattern }));
    const before = process.cpuUsage();
    for (const pattern of [
      `${"*a".repeat(120)}b`,
      `${"*a?".repeat(80)}b*`,
      `*${"a".repeat(200)}b*`,
    ]) {
      expect(await search(pattern)).toEqual([]);
    }
    clearInterval(timer);
    // Backtracking would take longer than the universe is old.
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(20);
    expect(turns).toBeGreaterThan(1);
    await expect(search("*a".repeat(1000))).rejects.toThrow(
      "pattern: expected at most 256 characters; got 2000.",
    );
  });

  test("a file with a number that counts no further is not one of ours", async () => {
    mkdirSync(join(folder, "history"), { recursive: true });
    for (const number of [2 ** 53, 2 ** 53 - 1, 999_999_999, "9".repeat(200), "0x10", "-1"]) {
      writeFileSync(join(folder, "history", `${number}.jsonl`), '[1,"stray",null]\n');
    }
    for (let kernel = 0; kernel < 3; kernel++) {
      const history = open();
      history.add(1, `kernel ${kernel}`, null);
      expect(await history.find(request({ n: 1 }))).toEqual([
        [expect.any(Number), 1, `kernel ${kernel}`],
      ]);
    }
  });

  test("lines of a file that are no entries are passed over", async () => {
    twoSessions();
    const lines = ["null", "5", "{}", "[]", "[1]", '[1,{"a":1},null]', '[2,"whole"]', '"[]"'];
    writeFileSync(join(folder, "history", "1.jsonl"), lines.join("\n"));
    expect(await open().find(request({ hist_access_type: "search", pattern: "whole" }))).toEqual([
      [1, 2, "whole"],
    ]);
  });

  test("search gives each input once when unique, the newest", async () => {
    const found = await twoSessions().find(
      request({ hist_access_type: "search", pattern: "const*", unique: true }),
    );
    expect(found).toEqual([[1, 3, "const a = 1"]]);
  });

  test("kernels that run side by side get numbers of their own", async () => {
    const [one, other] = [open(), open()];
    one.add(1, "x", null);
    other.add(1, "y", null);
    one.add(2, "z", null);
    expect(readdirSync(join(folder, "history")).sort()).toEqual(["1.jsonl", "2.jsonl"]);
    expect(await one.find(request({ n: 9 }))).toEqual([
      [1, 1, "x"],
      [1, 2, "z"],
    ]);
  });

  test("reads on past a line that a killed kernel left half written", async () => {
    twoSessions();
    writeFileSync(join(folder, "history", "1.jsonl"), '[1,"whole",null]\n[2,"ha');
    expect(await open().find(request({ n: 9 }))).toEqual([
      [1, 1, "whole"],
      [2, 1, "c"],
    ]);
  });

  test("is kept in memory where the disk refuses it", async () => {
    writeFileSync(join(folder, "file"), "");
    const lines: string[] = [];
    const history = new StoredHistory(new HistoryFiles(join(folder, "file")), (line) =>
      lines.push(line),
    );
    history.add(1, "x", null);
    expect(await history.find(request({}))).toEqual([[1, 1, "x"]]);
    expect(lines).toHaveLength(1);
  });
});
