/** What goes wrong. Where a kind says nothing else, the service does not act on the request at all. */
export type Fault =
  /** Waits before everything else; all matching delays add up. Milliseconds. */
  | { kind: 'delay'; milliseconds: number }
  /** A refusal in the shape of the service that the path belongs to. */
  | { kind: 'error'; status: number; type: string; message?: string }
  /** Too many requests; `retryAfter` in seconds, as its header has it. */
  | { kind: 'throttle'; retryAfter?: number }
  /** Breaks the connection; with `afterHandling` the service has acted and only its answer is lost. */
  | { kind: 'reset'; afterHandling?: boolean }
  /** The service acts; half of the answer's body arrives, under its full content-length. */
  | { kind: 'cut' }
  /** Never answers. */
  | { kind: 'hang' }
  /** A page, as a captive portal or a proxy sends it. */
  | { kind: 'html'; status?: number }
  /** JSON that has this many bytes. */
  | { kind: 'huge'; bytes: number }
  /** JSON that never ends. */
  | { kind: 'endless' }
  | { kind: 'redirect'; location: string; status?: number }
  /** The service acts; these fields replace those at the top of its JSON answer (one that is no JSON has no fields). */
  | { kind: 'patch'; fields: Record<string, unknown> }
  | { kind: 'raw'; status?: number; headers?: Record<string, string>; body: string };

/** Which requests a fault hits. */
export interface FaultRule {
  /** The whole path; with `*` at its end, all paths that begin so. */
  path: string;
  method?: string;
  /** Matching requests that are spared first. */
  skip?: number;
  /** How many are hit after those; when absent, all. */
  times?: number;
  fault: Fault;
}
