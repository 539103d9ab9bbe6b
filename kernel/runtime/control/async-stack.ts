/**
 * Node's stack of asynchronous contexts, which stopping user code leaves unbalanced.
 *
 * Node aborts the process then, unless told not to; `--no-force-async-hooks-checks` tells it only
 * as long as nobody uses AsyncLocalStorage. Newer Nodes have no such stack.
 */

interface AsyncWrap {
  async_hook_fields: Uint32Array;
  constants: { kCheck: number; kTotals: number };
  clearAsyncIdStack(): void;
}

let wrap: AsyncWrap | undefined;
try {
  const { binding } = process as unknown as { binding(name: string): AsyncWrap };
  wrap = binding("async_wrap");
} catch {
  // This Node has no such binding.
}

/** Lets an unbalanced stack pass; every new user of async_hooks turns the checks on again. */
export function allowUnbalanced(): void {
  if (!wrap) return;
  // The two counters only say whether to check; hooks are called by counters of their own.
  wrap.async_hook_fields[wrap.constants.kCheck] = 0;
  wrap.async_hook_fields[wrap.constants.kTotals] = 0;
}

/** Balances the stack again. Call it where nothing of the user's is on it. */
export function clearAsyncStack(): void {
  wrap?.clearAsyncIdStack();
}
