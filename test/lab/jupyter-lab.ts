/** A JupyterLab of its own for a test: started as a person starts it, on a copy of the lessons. */
import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { inPackage } from "../../kernel/node/package-root.ts";

/** A cell as the open notebook holds it. */
export interface LabCell {
  type: string;
  executionCount: number | null;
  outputs: {
    output_type: string;
    data?: Record<string, unknown>;
    text?: string;
    ename?: string;
    evalue?: string;
  }[];
}

/** A running JupyterLab. */
export interface JupyterLab {
  /** The address with its token, of a notebook below notebooks/ or of the start page. */
  address(notebook?: string): string;
  /** Ends the server as Ctrl-C does, and gives the exit code of the command. */
  stop(): Promise<number | null>;
}

/** Starts `sinapse start --no-browser` and waits until it says that JupyterLab runs. */
export async function startJupyterLab(): Promise<JupyterLab> {
  const folder = mkdtempSync(join(tmpdir(), "sinapse-lab-"));
  const own = (name: string) => {
    mkdirSync(join(folder, name));
    return join(folder, name);
  };
  cpSync(inPackage("notebooks"), join(folder, "notebooks"), { recursive: true });
  const child = spawn(
    process.execPath,
    [
      inPackage("dist", "kernel", "cli.js"),
      "start",
      "--no-browser",
      // Test files run beside each other: each asks the system for a port of its own.
      `--port=${await freePort()}`,
      `--ServerApp.root_dir=${join(folder, "notebooks")}`,
      // Lets the test read the open notebook's cells, also those that are not on the screen.
      "--LabApp.expose_app_in_browser=True",
    ],
    {
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...process.env,
        LC_ALL: "C",
        JUPYTER_CONFIG_DIR: own("config"),
        JUPYTER_RUNTIME_DIR: own("runtime"),
        JUPYTERLAB_SETTINGS_DIR: own("settings"),
        JUPYTERLAB_WORKSPACES_DIR: own("workspaces"),
      },
    },
  );
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const url = new URL(await addressSaid(child));
  return {
    address: (notebook) =>
      `${url.origin}/lab${notebook ? `/tree/${notebook}` : ""}?token=${url.searchParams.get("token")}`,
    async stop() {
      child.kill("SIGINT");
      const code = await ended;
      rmSync(folder, { recursive: true, force: true });
      return code;
    },
  };
}

/** A cell that has run and shown this. */
export interface RanCell {
  source: string;
  /** By MIME type. */
  shown: Record<string, unknown>;
  metadata?: Record<string, unknown>;
}

/** Puts a notebook with these cells beside the lessons; those that are only text have not run. */
export async function createNotebook(
  lab: JupyterLab,
  name: string,
  given: (string | RanCell)[],
): Promise<void> {
  const { origin, searchParams } = new URL(lab.address());
  const kernelspec = {
    name: "sinapse",
    display_name: "TypeScript (Sinapse)",
    language: "typescript",
  };
  const cells = given.map((cell, index) => ({
    cell_type: "code",
    id: `id${index}`,
    execution_count: typeof cell === "string" ? null : index + 1,
    metadata: {},
    outputs:
      typeof cell === "string"
        ? []
        : [{ output_type: "display_data", data: cell.shown, metadata: cell.metadata ?? {} }],
    source: typeof cell === "string" ? cell : cell.source,
  }));
  const content = { nbformat: 4, nbformat_minor: 5, metadata: { kernelspec }, cells };
  const answer = await fetch(`${origin}/api/contents/${name}`, {
    method: "PUT",
    headers: { Authorization: `token ${searchParams.get("token")}` },
    body: JSON.stringify({ type: "notebook", content }),
  });
  if (!answer.ok) throw new Error(`${name} was not created: ${answer.status}`);
}

/** A port that nothing listens on. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** The cells of the notebook that is open in front. */
export function cellsOf(page: Page): Promise<LabCell[]> {
  return page.evaluate(() => {
    // biome-ignore lint/suspicious/noExplicitAny: JupyterLab's application object has no types here
    const panel = (globalThis as any).jupyterapp.shell.currentWidget;
    return panel.content.model.toJSON().cells.map((cell: Record<string, unknown>) => ({
      type: cell.cell_type,
      executionCount: cell.execution_count ?? null,
      outputs: cell.outputs ?? [],
    }));
  });
}

/** Chooses an entry of the menu bar, as in `choose(page, "Run", "Run All Cells")`. */
export async function choose(page: Page, ...names: string[]): Promise<void> {
  const [menu = "", ...entries] = names;
  await page.getByRole("menubar").getByText(menu, { exact: true }).click();
  for (const entry of entries) {
    const item = page
      .locator(".lm-Menu-item")
      .filter({ has: page.locator(".lm-Menu-itemLabel").getByText(entry, { exact: true }) })
      .last();
    await item.hover();
    if (entry === entries.at(-1)) await item.click();
    else await page.waitForTimeout(500); // a submenu opens after a moment
  }
}

function addressSaid(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    const read = (chunk: Buffer) => {
      said += chunk;
      const found = said.match(/http:\S+token=\w+/);
      if (found) resolve(found[0]);
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.once("close", () => reject(new Error(`sinapse start ended: ${said}`)));
  });
}
