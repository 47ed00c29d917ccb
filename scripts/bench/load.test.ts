import { describe, expect, it } from "vitest";
import { readWrk } from "./load";

const wrk = (slow: string, more = "") => `Running 2s test @ http://127.0.0.1:8080/trust
  1 threads and 50 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency     2.29ms    1.02ms  20.10ms   93.12%
    Req/Sec    22.10k     1.90k   25.00k    80.00%
  Latency Distribution
     50%    2.10ms
     99%    ${slow}
  44215 requests in 2.01s, 1.20GB read
${more}Requests/sec:  22012.34
Transfer/sec:    611.11MB
`;

describe("what wrk says", () => {
  it("is read in each of its units of time", () => {
    expect(readWrk(wrk("6.20ms"))).toEqual({ requestsPerSecond: 22012.34, p99: 6.2 });
    expect(readWrk(wrk("620.00us")).p99).toBeCloseTo(0.62);
    expect(readWrk(wrk("1.50s")).p99).toBe(1500);
  });

  it("is refused where requests failed", () => {
    expect(() => readWrk(wrk("6.20ms", "  Non-2xx or 3xx responses: 12\n"))).toThrow("responses: 12");
    const sockets = "  Socket errors: connect 0, read 3, write 0, timeout 1\n";
    expect(() => readWrk(wrk("6.20ms", sockets))).toThrow("Socket errors");
  });

  it("is refused where it is cut short", () => {
    expect(() => readWrk(wrk("6.20ms").slice(0, 300))).toThrow("not understood");
  });
});
