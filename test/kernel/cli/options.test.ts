/** What is typed behind `sinapse`: nothing of it is passed over without a word. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { textsFor } from "../../../kernel/bootstrap/texts.mjs";
import { helpOf } from "../../../kernel/cli/help.ts";
import { type CommandName, commandNames, optionTables } from "../../../kernel/cli/option-tables.ts";
import { readOptions } from "../../../kernel/cli/options.ts";
import { inPackage } from "../../../kernel/node/package-root.ts";
import { runCommand } from "./run-command.ts";

/** What is wrong with each: the sentence begins with what was typed. */
const mistakes: [CommandName, string[], string][] = [
  ["doctor", ["--x"], 'There is no option "--x" here. The options are --user, --sys-prefix'],
  ["doctor", ["--sys-prefx"], 'There is no option "--sys-prefx" here. Did you mean --sys-prefix?'],
  ["doctor", ["-user"], 'There is no option "-user" here. Did you mean --user?'],
  ["doctor", ["extra"], '"extra" is not expected here. The options are'],
  ["doctor", ["sys-prefix"], '"sys-prefix" is not expected here. Did you mean --sys-prefix?'],
  [
    "install",
    ["--sys_prefix"],
    'There is no option "--sys_prefix" here. Did you mean --sys-prefix',
  ],
  ["install", ["--prefix"], "--prefix needs a value after it: --prefix DIR."],
  ["install", ["--prefix="], "--prefix needs a value after it: --prefix DIR."],
  ["install", ["--prefix", "--python", "x"], "--prefix needs a value after it"],
  ["install", ["--python"], "--python needs a value after it: --python PATH."],
  ["install", ["--user=yes"], "--user=yes: --user stands alone, without a value."],
  ["install", ["/opt/env"], '"/opt/env" is not expected here.'],
  ["install", ["--prefix", "/a", "--prefix", "/b"], "--prefix is given twice."],
  ["uninstall", ["--python", "x"], 'There is no option "--python" here.'],
  ["uninstall", ["--", "x"], '"x" is not expected here.'],
  ["handouts", ["--ouput", "x"], 'There is no option "--ouput" here. Did you mean --output DIR?'],
  ["handouts", ["--output"], "--output needs a value after it: --output DIR."],
  ["handouts", ["--PDF"], 'There is no option "--PDF" here. Did you mean --pdf?'],
  ["start", ["--prot", "9000"], 'There is no option "--prot" here. Did you mean --port N?'],
  ["start", ["--no-brower"], 'There is no option "--no-brower" here. Did you mean --no-browser?'],
  ["start", ["--port"], "--port needs a value after it: --port N."],
];

describe("a command", () => {
  it.each(mistakes)("%s %j says what is wrong", (command, parameters, sentence) => {
    const rest = { names: command === "handouts", others: command === "start" };
    expect(() => readOptions(command, parameters, rest)).toThrow(sentence);
  });

  it("takes a value after a space or an equals sign, and names after a lone --", () => {
    const given = readOptions("handouts", ["a", "--output=x y", "--svg", "--", "--b"], {
      names: true,
    });
    expect(given.value("output")).toBe("x y");
    expect(given.has("svg")).toBe(true);
    expect(given.has("pdf")).toBe(false);
    expect(given.named).toEqual(["a", "--b"]);
    expect(readOptions("install", ["--prefix", "/a"]).value("prefix")).toBe("/a");
    // A number below zero is a value, and no port.
    const { value } = readOptions("start", ["--port", "-1"], { others: true });
    expect(value("port")).toBe("-1");
  });

  it("passes on to JupyterLab what is JupyterLab's, as it was written", () => {
    const theirs = ["--ServerApp.token=x", "-y", "--ip", "0.0.0.0", "--debug", "a.ipynb", "-h2"];
    const parameters = ["--port", "9000", ...theirs];
    expect(readOptions("start", parameters, { others: true }).others).toEqual(theirs);
  });
});

describe("sinapse", () => {
  it("says what its version is", () => {
    const { version } = JSON.parse(readFileSync(inPackage("package.json"), "utf8"));
    expect(runCommand(["--version"])).toEqual({ code: 0, said: `${version}\n` });
  });

  it("explains a command instead of running it", () => {
    for (const parameters of [
      ["uninstall", "--help"],
      ["help", "uninstall"],
      ["uninstall", "-h"],
    ]) {
      const { code, said } = runCommand(parameters);
      expect(said).toBe(`${helpOf("uninstall")}\n`);
      expect(code).toBe(0);
    }
  });

  it("names the commands when it does not know one", () => {
    const { code, said } = runCommand(["instal"]);
    expect(code).toBe(1);
    expect(said).toBe(
      'There is no command "instal". Did you mean install? ' +
        "The commands are start, install, uninstall, handouts, doctor.\n",
    );
  });

  it("ends with a sentence and without a trace where an option is not known", () => {
    const { code, said } = runCommand(["doctor", "--x"], { LC_ALL: "pt_BR.UTF-8" });
    expect(code).toBe(1);
    expect(said).toBe(
      'A opção "--x" não existe aqui. ' +
        "As opções são --user, --sys-prefix, --prefix PASTA, --help.\n",
    );
  });

  it.each(["http", "0", "65536", "80.5", "1e3", "0x50"])("refuses the port %s", (port) => {
    const { code, said } = runCommand(["start", "--no-browser", "--port", port]);
    expect(said).toBe(
      `--port ${port}: a port is a whole number from 1 to 65535, as in --port 9000.\n`,
    );
    expect(code).toBe(1);
  });
});

it.each(commandNames)("the help of %s tells each option, in both languages", (command) => {
  for (const locale of ["C", "pt_BR"]) {
    const texts = textsFor({ LC_ALL: locale });
    expect(texts.help(texts.usage[command])).toContain(`sinapse ${command}`);
    for (const [name, value] of Object.entries(optionTables[command])) {
      const written = value === "switch" ? `--${name}` : `--${name} ${texts.placeholder(value)}`;
      expect(texts.usage[command]).toContain(written);
      expect(texts.options[command]).toContain(written);
    }
    if (locale === "pt_BR") expect(texts.usage[command]).not.toMatch(/DIR|PATH/);
  }
});
