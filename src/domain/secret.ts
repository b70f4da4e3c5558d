/**
 * A value that must not be seen: every way of turning it into text gives `***`.
 * `reveal()` is the one way to the value, so a search for it shows each place where a secret is used.
 */
export class Secret<Value> {
  readonly #value: Value;

  constructor(value: Value) {
    this.#value = value;
  }

  reveal(): Value {
    return this.#value;
  }

  toString(): string {
    return '***';
  }

  toJSON(): string {
    return '***';
  }

  // What `util.inspect` and `console.log` ask for; named by symbol so that the domain needs no Node type.
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return '***';
  }
}
