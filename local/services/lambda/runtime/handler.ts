import { dirname } from "node:path";
import type { FunctionRecord } from "../functions.ts";
import { bundleOf, moduleFile } from "./bundle.ts";
import { RuntimeFailure } from "./failure.ts";
import { SCOPE } from "./scope.ts";

/** What a bundle exports for Lambda to call. */
export type Handler = (event: unknown, context: object) => unknown;

type Scope = Readonly<Record<string, unknown>>;

/**
 * Runs the module of a function in an environment and finds its handler. Errors: those that Lambda's
 * runtime gives a name, and what the module itself throws.
 */
export function loadHandler({ folder, handler }: FunctionRecord, scope: Scope): Handler {
  const dot = handler.lastIndexOf(".");
  const [module, member] = [handler.slice(0, dot), handler.slice(dot + 1)];
  const file = moduleFile(folder, module);
  if (dot < 1 || file === undefined)
    throw new RuntimeFailure("Runtime.ImportModuleError", `Error: Cannot find module '${module}'`);
  const found = exportsOf(file, scope)[member];
  if (typeof found !== "function")
    throw new RuntimeFailure("Runtime.HandlerNotFound", `${handler} is undefined or not exported`);
  if (found.length > 2)
    throw new RuntimeFailure(
      "Runtime.CallbackHandlerDeprecated",
      "AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You need to modify this function to use a supported handler signature to use Node.js 24 or later.",
    );
  return found as Handler;
}

function exportsOf(file: string, scope: Scope): Record<string, unknown> {
  const { program, hasRun } = compiled(file);
  const module = { exports: {} };
  program(module.exports, module, dirname(file), file, ...SCOPE.map((name) => scope[name]));
  hasRun();
  return module.exports;
}

function compiled(file: string) {
  try {
    return bundleOf(file);
  } catch (error) {
    throw new RuntimeFailure("Runtime.UserCodeSyntaxError", String(error));
  }
}
