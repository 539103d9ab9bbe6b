import { kernels } from "../backend/backend.ts";
import { allocate, bytesOf, free, memoryUse } from "../backend/memory.ts";
import { host } from "../host.ts";
import { afterInterrupt, interrupts, mendUnfinished, whole } from "../interrupts.ts";
import { recording } from "./recording.ts";
import type { Tensor } from "./tensor.ts";

/**
 * Who gives memory back, and when. A plain training loop needs no scope:
 *
 * - `backward()` hands the intermediates of its graph to a first-in-first-out queue; beyond a small
 *   budget (1 MiB, and 64 tensors of earlier graphs) the oldest are reused. A small graph stays
 *   readable until the next steps, and a million steps run in flat memory.
 * - Other results (a slice made in the loop, an evaluation that is never differentiated) are reused
 *   only when they hold a lot of memory and none of the last backward passes touched them.
 * - Between two turns of the event loop (two cells) the garbage collector decides, and is asked to
 *   where tensors hold much.
 *
 * A reclaimed tensor has place 0, where `address` throws, so that reading it is an error and never garbage.
 *
 * An interrupt ends code where a function begins or a loop goes round again. So statements stand in
 * such an order, and calls before what must not be parted, that nothing is freed twice and no two
 * tensors get the same memory; what leaks is found when the turn ends.
 */

const SPENT_BUDGET = 2 ** 20; // bytes that intermediates may hold after backward()
const SPENT_COUNT = 64; // and how many they may be, if the last graph alone is not larger
const LOOSE_BUDGET = 2 ** 28; // bytes that other results may hold within one turn
const OBJECT_COST = 128; // what a tensor costs besides its numbers, about

/** Counts backward passes; a tensor remembers in `lastUse` when an operation last read it. */
export const clock: { now: number } = { now: 1 };

/** Tensors made since the last backward pass, oldest first. */
const young: Tensor[] = [];
let youngCount = 0; // the list itself keeps its length: to cut it off costs more than all the rest
let loose: Tensor[] = [];
let looseBytes = 0;
let looseLimit = { bytes: LOOSE_BUDGET, count: 1000 };

const spent: (Tensor | null)[] = [];
let spentHead = 0;
let spentBefore = 0; // how many there were at the end of the last step
let spentBytes = 0;

/** Memory that a tensor shares with views of it; the last of its users gives it back. */
export interface Block {
  readonly address: number;
  readonly bytes: number;
  users: number;
}

/** Gives a new tensor its memory, or a part of another's that begins at an element, and watches it. */
export function adopt(tensor: Tensor, source: Tensor | null, start: number): void {
  const bytes = bytesOf(tensor.dtype);
  if (source === null) tensor.place = allocate(tensor.size * bytes);
  else {
    tensor.block = blockOf(source);
    tensor.block.users += 1;
    tensor.place = source.address + start * bytes;
  }
  young[youngCount++] = tensor;
  if (!turnWatched) watchTurn();
}

/** A mark for `releaseSince`: everything made from now on. */
export function mark(): number {
  return youngCount;
}

/** Every tensor made since the mark. */
export function madeSince(start: number): ReadonlySet<Tensor> {
  return new Set(young.slice(start, youngCount));
}

/** Frees every tensor made since the mark that is neither kept nor a gradient nor `spared`. */
export function releaseSince(start: number, spared?: ReadonlySet<Tensor>): void {
  if (start > youngCount) return; // a backward pass in between has sorted them already
  let end = start;
  for (let i = start; i < youngCount; i++) {
    const tensor = young[i];
    if (tensor.place === 0) continue;
    if (tensor.kept || tensor.owner !== null || spared?.has(tensor)) young[end++] = tensor;
    else release(tensor, "noGrad");
  }
  youngCount = end;
}

/** The memory of a tensor, which others may use from now on. */
function blockOf(tensor: Tensor): Block {
  const { address, size, dtype } = tensor;
  tensor.block ??= { address, bytes: size * bytesOf(dtype), users: 1 };
  return tensor.block;
}

function letGo(block: Block): void {
  block.users -= 1;
  if (block.users === 0) free(block.address, block.bytes);
}

/**
 * Gives a tensor numbers of its own if it shares them with others: whatever overwrites numbers in
 * place calls this first, so that nobody sees a view change.
 */
export function own(tensor: Tensor): void {
  const { block } = tensor;
  if (block !== null && block.users > 1) whole(() => part(tensor, block));
}

function part(tensor: Tensor, block: Block): void {
  const { address, dtype, size } = tensor;
  const place = allocate(size * bytesOf(dtype));
  kernels[dtype].copy(address, place, size);
  tensor.place = place;
  tensor.block = null;
  letGo(block);
  if (!tensor.watched) return;
  registry.unregister(tensor);
  tensor.watched = false;
  watch(tensor);
}

/** Frees a tensor's numbers at once. What reads it later gets an error that names the cause. */
export function release(tensor: Tensor, cause: "backward" | "noGrad" | "memory"): void {
  const { block, place } = tensor;
  if (place === 0) return;
  tensor.place = 0;
  tensor.lost = cause;
  if (block === null) free(place, tensor.size * bytesOf(tensor.dtype));
  else letGo(block);
  tensor.inputs = NONE;
  if (tensor.watched) registry.unregister(tensor);
  if (tensor.companion !== null) release(tensor.companion, cause);
  const gradient = tensor.ownGradient;
  if (gradient !== null && gradient.owner === tensor) release(gradient, cause);
}
const NONE: readonly Tensor[] = [];

/** Puts a tensor that the loop is done with at the end of the queue. */
export function spend(tensor: Tensor): void {
  if (tensor.kept || tensor.spent || tensor.place === 0) return;
  const bytes = cost(tensor);
  tensor.spent = true;
  if (tensor.companion !== null) tensor.companion.spent = true; // goes with it
  spent.push(tensor);
  spentBytes += bytes;
}

/**
 * Frees the oldest of what is spent: few stay, since objects that live long cost the garbage
 * collector more than all the rest of a small step, but a small graph stays until the next one.
 */
function reclaimSpent(): void {
  const limit = Math.max(SPENT_COUNT, spent.length - spentBefore);
  while (spent.length - spentHead > limit || spentBytes > SPENT_BUDGET) {
    if (spentHead === spent.length - 1) break;
    const oldest = spent[spentHead] as Tensor;
    const bytes = cost(oldest);
    if (oldest.kept) {
      oldest.spent = false; // somebody asked for it meanwhile: the garbage collector decides
      if (oldest.companion !== null) oldest.companion.spent = false;
      loose.push(oldest);
    } else release(oldest, "backward");
    spent[spentHead++] = null;
    spentBytes -= bytes;
  }
  if (spentHead > 1024) {
    spent.splice(0, spentHead);
    spentHead = 0;
  }
  spentBefore = spent.length;
}

function cost(tensor: Tensor): number {
  return tensor.size * bytesOf(tensor.dtype) + OBJECT_COST;
}

/** Ends a step of the loop: sorts what was made since the last one. Called by `backward()`. */
export function endStep(): void {
  clock.now += 1;
  reclaimSpent();
  for (let i = 0; i < youngCount; i++) {
    const tensor = young[i] as Tensor;
    if (tensor.place === 0 || tensor.spent || tensor.owner !== null) continue;
    loose.push(tensor);
    looseBytes += cost(tensor);
  }
  youngCount = 0;
  if (looseBytes > looseLimit.bytes || loose.length > looseLimit.count) tidyLoose();
}

function tidyLoose(): void {
  const living = loose.filter((tensor) => tensor.place !== 0 && !tensor.spent);
  let bytes = living.reduce((sum, tensor) => sum + cost(tensor), 0);
  loose = living.filter((tensor) => {
    const old = tensor.lastUse < clock.now - 2 && !tensor.kept;
    if (bytes <= LOOSE_BUDGET / 2 || !old) return true;
    bytes -= cost(tensor);
    release(tensor, "memory");
    return false;
  });
  looseBytes = bytes;
  // Twice what is left: the work of tidying stays small beside what made it necessary.
  looseLimit = { bytes: Math.max(LOOSE_BUDGET, 2 * bytes), count: 1000 + 2 * loose.length };
}

// Finalizers never run inside a synchronous loop, and registering costs a microsecond: only what
// is still alive when a turn ends (a cell has run) is left to the garbage collector.
const registry = new FinalizationRegistry<Block>(letGo);
let turnWatched = false;

/** Parameters whose gradients changed in this turn. */
const owners: Tensor[] = [];
let turn = 1;

/** Notes that a tensor got a gradient, which lives as long as the tensor. */
export function noteOwner(tensor: Tensor): void {
  if (tensor.turn === turn) return;
  tensor.turn = turn;
  owners.push(tensor);
}

function watchTurn(): void {
  turnWatched = true;
  later(endTurn, 0);
}

/** Not the running cell's, with which it would end; a program whose work is done does not wait. */
function later(action: () => void, milliseconds: number): void {
  const timer: { unref?(): void } = interrupts.outside(() => setTimeout(action, milliseconds));
  timer.unref?.(); // in a browser a timer is a number
}

function endTurn(): void {
  turnWatched = false;
  turn += 1;
  // Where another kernel's interrupt, or a time limit of node:vm, has ended the code.
  interrupts.depth = 0;
  recording.on = true;
  mendUnfinished();
  for (let i = 0; i < youngCount; i++) watch(young[i]);
  for (const tensor of loose) watch(tensor);
  for (const { ownGradient } of owners) if (ownGradient !== null) watch(ownGradient);
  young.length = 0;
  youngCount = 0;
  loose.length = 0;
  owners.length = 0;
  looseBytes = 0;
  collectIfMuch();
}

const COLLECT_FROM = 2 ** 28; // bytes
const ADDRESSABLE = 2 ** 32;
let collectFrom = COLLECT_FROM;

/**
 * Asks for a garbage collection where tensors hold much more than was alive after the last one: of
 * their memory the collector knows nothing.
 */
function collectIfMuch(): void {
  if (memoryUse().used < collectFrom) return;
  host().collectGarbage?.();
  collectFrom = Infinity; // until the finalizers have run
  later(collected, 20);
}

function collected(): void {
  const alive = memoryUse().used;
  collectFrom = Math.max(COLLECT_FROM, Math.min(2 * alive, (alive + ADDRESSABLE) / 2));
}

afterInterrupt(() => {
  // Counted anew, as it may have been stopped between a list and its sum.
  spentBytes = 0;
  for (let i = spentHead; i < spent.length; i++) spentBytes += cost(spent[i] as Tensor);
  spentBefore = Math.min(spentBefore, spent.length);
  collectFrom = COLLECT_FROM;
  endTurn();
});

function watch(tensor: Tensor): void {
  if (tensor.place === 0 || tensor.spent || tensor.watched) return;
  tensor.watched = true;
  registry.register(tensor, blockOf(tensor), tensor);
  // What goes with it.
  if (tensor.companion !== null) watch(tensor.companion);
  if (tensor.ownGradient?.owner === tensor) watch(tensor.ownGradient);
}
