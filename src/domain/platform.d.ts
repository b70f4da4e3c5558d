// The two platform types that are lent to the domain (see src/README.md, "Layers"). Everything else of the
// platform (clock, files, network, terminal) reaches the inside through src/ports.ts.
declare class URL {
  constructor(url: string, base?: string | URL);
  static canParse(url: string, base?: string): boolean;
  readonly href: string;
  readonly protocol: string;
  readonly host: string;
  readonly hostname: string;
  readonly pathname: string;
  readonly searchParams: { append(name: string, value: string): void; get(name: string): string | null };
  toString(): string;
}

declare class TextEncoder {
  encode(text: string): Uint8Array;
}
