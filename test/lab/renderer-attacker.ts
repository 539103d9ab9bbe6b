/** The attacker's side of the attacks: what a script calls, and a server that hears every request. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, BrowserContext, Page } from "playwright-core";

/** What attacks have achieved, by their numbers. */
export class Attacker {
  readonly ran = new Set<number>();
  readonly fetched = new Set<number>();
  readonly links = new Set<number>();
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => {
      this.fetched.add(Number(/\d+/.exec(request.url ?? "")?.[0] ?? -1));
      response.writeHead(204, { "Access-Control-Allow-Origin": "*" }).end();
    });
  }

  /** Starts to listen, and gives the server's address. */
  listen(): Promise<string> {
    return new Promise((resolve) => {
      this.#server.listen(0, "127.0.0.1", () => {
        resolve(`http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`);
      });
    });
  }

  /** Forgets what was achieved. */
  reset(): void {
    for (const achieved of [this.ran, this.fetched, this.links]) achieved.clear();
  }

  /** A browser window whose pages can tell that a script ran. */
  async openWindow(browser: Browser, options: { bypassCSP?: boolean } = {}): Promise<Page> {
    const context: BrowserContext = await browser.newContext(options);
    const page = await context.newPage();
    await this.listenTo(page);
    return page;
  }

  /** Lets the scripts of a page tell that they ran. */
  async listenTo(page: Page): Promise<void> {
    await page.exposeBinding("ran", (_, number: number) => void this.ran.add(number));
    page.on("dialog", (dialog) => {
      this.ran.add(-1);
      void dialog.dismiss();
    });
  }

  /** Does what a reader's hands do below `selector`: points at everything, presses all but links. */
  async touch(page: Page, number: number, selector = "body"): Promise<void> {
    const active = await page
      .locator(selector)
      .evaluateAll(touchEverything)
      .catch(() => false);
    if (active) this.links.add(number);
    // For what is fetched with the next frame.
    await page.waitForTimeout(60).catch(() => {});
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

/**
 * Touches all that is below `roots`; tells whether a link leads to a script or to a page of the
 * attacker's own. Runs in the page.
 */
export function touchEverything(roots: Element[]): boolean {
  let active = false;
  const visit = (root: ParentNode) => {
    for (const element of root.querySelectorAll<HTMLElement>("*")) {
      if (element.shadowRoot) visit(element.shadowRoot);
      for (const type of ["mouseover", "mouseenter", "mousemove", "focus"]) {
        element.dispatchEvent(new MouseEvent(type, { bubbles: false }));
      }
      const address = element.getAttribute("href") ?? element.getAttribute("xlink:href");
      if (element.localName !== "a") element.dispatchEvent(new MouseEvent("click"));
      else if (address && /^(javascript|data|vbscript):/i.test(address.replace(/[\s\0]/g, "")))
        active = true;
    }
  };
  for (const root of roots) visit(root);
  return active;
}
