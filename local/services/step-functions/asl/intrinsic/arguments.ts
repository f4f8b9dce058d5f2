import { isArray, isObject, type Json, type JsonObject } from "../../../json-path/json.ts";
import { intrinsicFailure } from "../failure.ts";

/** The arguments of one call, read with the types that the function demands. */
export class Arguments {
  readonly name: string;
  readonly all: readonly Json[];

  constructor(name: string, all: readonly Json[]) {
    this.name = name;
    this.all = all;
  }

  /** Refuses another number of arguments. */
  count(least: number, most = least): void {
    if (this.all.length < least || this.all.length > most) {
      throw intrinsicFailure(`Invalid number of arguments for ${this.name}`);
    }
  }

  at(index: number): Json {
    return this.all[index] as Json;
  }

  text(index: number): string {
    const value = this.at(index);
    return typeof value === "string" ? value : this.refuse(index, "a string");
  }

  number(index: number): number {
    const value = this.at(index);
    return typeof value === "number" ? value : this.refuse(index, "a number");
  }

  /** A whole number; AWS rounds others down. */
  integer(index: number): number {
    return Math.floor(this.number(index));
  }

  array(index: number): readonly Json[] {
    const value = this.at(index);
    return isArray(value) ? value : this.refuse(index, "an array");
  }

  object(index: number): JsonObject {
    const value = this.at(index);
    return isObject(value) ? value : this.refuse(index, "an object");
  }

  refuse(index: number, expected: string): never {
    const value = JSON.stringify(this.at(index));
    throw intrinsicFailure(
      `Argument ${index + 1} of ${this.name} must be ${expected}, not ${value}`,
    );
  }
}
