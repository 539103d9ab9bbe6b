/** Where the built parts of Sinapse are. Every file of the child is bundled into this folder. */

/** `dist/kernel/runtime/`. */
export const runtimeUrl = new URL("./", import.meta.url).href;
/** `dist/kernel/`: nothing in it is the user's code. */
export const kernelUrl = new URL("../", runtimeUrl).href;
/** `dist/`. */
export const builtUrl = new URL("../../", runtimeUrl).href;
/** Whether a URL is a file that the user edits: not one of a package, nor of Sinapse. */
export function isUserFile(url: string): boolean {
  return url.startsWith("file:") && !url.includes("/node_modules/") && !url.startsWith(builtUrl);
}

/** What `import … from "sinapse"` gives. */
export const libraryUrl = new URL("lib/index.js", builtUrl).href;
/** What `import … from "tslab"` gives. */
export const tslabUrl = new URL("tslab.js", runtimeUrl).href;
