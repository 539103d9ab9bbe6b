// @ts-check
/** Checks that this Node.js is recent enough to run Sinapse. */
import { Problem } from "./steps.mjs";
import { texts } from "./texts.mjs";

const oldestNode = "20.19.0";

/**
 * @param {string} version as in process.versions.node
 * @throws {Problem} when it is older than `oldestNode`
 */
export function checkNode(version) {
  const [major, minor] = version.split(".").map(Number);
  const [neededMajor, neededMinor] = oldestNode.split(".").map(Number);
  if (major > neededMajor || (major === neededMajor && minor >= neededMinor)) return;
  throw new Problem(texts.nodeTooOld(version, oldestNode));
}
