import type { Life } from "./life.ts";

type Anything = (...values: unknown[]) => unknown;

const isClass = (name: string) => /^[A-Z]/.test(name);

/** Counts work outside of the event loop as outstanding until its promise or callback is answered. */
function counted(life: Life, work: Anything): Anything {
  return (...values) => {
    const callback = values.at(-1);
    if (typeof callback === "function") {
      const answered = once(() => life.activity.outstanding(-1));
      life.activity.outstanding(1);
      values[values.length - 1] = (...results: unknown[]) => {
        answered();
        life.enter(() => void (callback as Anything)(...results));
      };
      return work(...values);
    }
    const result = work(...values);
    if (!(result instanceof Promise)) return result;
    life.activity.outstanding(1);
    const answered = () => life.activity.outstanding(-1);
    void result.then(answered, answered);
    return result;
  };
}

function once(work: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) work();
    isDone = true;
  };
}

/**
 * A module of Node whose asynchronous functions (files, compression, keys) keep the clock standing
 * until they answer: time must not jump ahead of a worker thread.
 */
export function countedModule<M extends object>(life: Life, module: M): M {
  const copy = { ...module } as Record<string, unknown>;
  for (const [name, member] of Object.entries(copy)) {
    if (typeof member !== "function" || isClass(name) || name.endsWith("Sync")) continue;
    copy[name] = counted(life, member as Anything);
  }
  return copy as unknown as M;
}

/**
 * A module of Node by which a function could reach around the gateway, uncounted: it can be loaded,
 * as the SDK does, and throws when it is used.
 */
export function refusedModule<M extends object>(name: string, module: M): M {
  const copy = { ...module } as Record<string, unknown>;
  for (const [member, value] of Object.entries(copy)) {
    if (typeof value !== "function") continue;
    copy[member] = function refuse() {
      throw new Error(`The local cloud does not let functions use ${member} of node:${name}.`);
    };
  }
  return copy as unknown as M;
}
