// In Node; in a browser, package.json's exports name browser.ts alone.
import "./host/node/host.ts";

export * from "./browser.ts";
