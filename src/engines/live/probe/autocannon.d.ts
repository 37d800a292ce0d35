/** As much of autocannon as is used here; it brings no types of its own. */
declare module 'autocannon' {
  interface ProbeRequest {
    readonly method: 'GET' | 'PUT' | 'DELETE' | 'POST';
    readonly path: string;
    readonly body?: Buffer;
  }

  interface ProbeOptions {
    readonly url: string;
    readonly connections: number;
    /** In seconds. */
    readonly duration: number;
    readonly requests: readonly ProbeRequest[];
  }

  interface ProbeResult {
    readonly requests: { readonly total: number };
    /** In whole milliseconds. */
    readonly latency: { readonly average: number; readonly p50: number; readonly p99: number; readonly max: number };
    readonly errors: number;
    readonly timeouts: number;
    readonly non2xx: number;
    /** In seconds. */
    readonly duration: number;
  }

  export default function autocannon(options: ProbeOptions): Promise<ProbeResult>;
}
