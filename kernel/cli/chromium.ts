/** The Chromium of this machine, for what only a browser can do: printing, drawing to SVG. */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { posix, win32 } from "node:path";
import { explain, Problem } from "../bootstrap/steps.mjs";
import { texts } from "../bootstrap/texts.mjs";

/**
 * Runs Chromium without a window until the page at `address` has settled, and gives what it prints.
 *
 * @param what the step, as an error names it
 * @throws {Problem} when no Chromium is found, when it fails, or when the page does not come to rest within
 *   two minutes (`SINAPSE_BROWSER_SECONDS`)
 */
export function runChromium(
  what: string,
  address: string,
  ...parameters: string[]
): Promise<string> {
  const common = [
    "--headless",
    // As root, as in containers, Chromium's sandbox refuses to start.
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    "--virtual-time-budget=60000",
    "--enable-unsafe-swiftshader",
  ];
  const program = chromium();
  if (!program) throw new Problem(texts.noChromium());
  const limit = Number(process.env.SINAPSE_BROWSER_SECONDS) || 120;
  return new Promise((resolve, reject) => {
    const browser = execFile(
      program,
      [...common, ...parameters, address],
      { maxBuffer: 2 ** 28, timeout: 1000 * limit, killSignal: "SIGKILL" },
      (error, output, noise) => {
        for (const signal of signals) process.off(signal, stop);
        // A dialog of the page, or a script without end, would be waited for without end.
        if (error?.killed) reject(new Problem(texts.pageWithoutEnd(what, limit)));
        else if (error) reject(explain(what, `${error.message}\n${noise}`, program));
        else resolve(output);
      },
    );
    /** No browser stays behind when only this process is told to end. */
    const stop = (signal: NodeJS.Signals) => {
      browser.kill("SIGKILL");
      process.off(signal, stop);
      process.kill(process.pid, signal);
    };
    for (const signal of signals) process.on(signal, stop);
  });
}

const signals = ["SIGINT", "SIGTERM"] as const;

/** Whether a Chromium is there. @throws {Problem} when SINAPSE_CHROMIUM names a file that is not */
export function hasChromium(): boolean {
  return chromium() !== undefined;
}

function chromium(): string | undefined {
  const named = process.env.SINAPSE_CHROMIUM;
  if (!named) return chromiumPlaces(process.platform, process.env, homedir()).find(existsSync);
  if (!existsSync(named)) throw new Problem(texts.noSuchChromium(named));
  return named;
}

/**
 * Where a Chromium or a browser made of one usually lies, the likeliest first: on the PATH, then
 * where the installers of macOS and Windows put them.
 *
 * @param home the person's own folder
 */
export function chromiumPlaces(
  platform: NodeJS.Platform,
  environment: NodeJS.ProcessEnv,
  home: string,
): string[] {
  const path = environment.PATH ?? environment.Path ?? "";
  if (platform === "win32") {
    const roots = ["LOCALAPPDATA", "PROGRAMFILES", "PROGRAMFILES(X86)"]
      .flatMap((name) => environment[name] ?? [])
      .filter((root) => root !== "");
    const programs = [
      ["Google", "Chrome", "Application", "chrome.exe"],
      ["Chromium", "Application", "chrome.exe"],
      ["Microsoft", "Edge", "Application", "msedge.exe"],
      ["BraveSoftware", "Brave-Browser", "Application", "brave.exe"],
    ];
    return [
      ...onPath(["chrome.exe", "chromium.exe"], path.split(";"), win32.join),
      ...programs.flatMap((program) => roots.map((root) => win32.join(root, ...program))),
    ];
  }
  const found = onPath(names, path.split(":"), posix.join);
  if (platform !== "darwin") return found;
  const apps = ["Google Chrome", "Chromium", "Microsoft Edge", "Brave Browser"];
  return [
    ...found,
    ...apps.flatMap((app) =>
      ["/Applications", posix.join(home, "Applications")].map((folder) =>
        posix.join(folder, `${app}.app`, "Contents", "MacOS", app),
      ),
    ),
  ];
}

const names = [
  ...["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
  ...["microsoft-edge", "microsoft-edge-stable", "brave-browser"],
];

function onPath(
  programs: string[],
  folders: string[],
  join: (...parts: string[]) => string,
): string[] {
  const real = folders.filter((folder) => folder !== "");
  return programs.flatMap((program) => real.map((folder) => join(folder, program)));
}
