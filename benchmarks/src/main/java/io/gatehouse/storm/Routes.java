package io.gatehouse.storm;

/** The gateway's route file for the storm: short times, so that much happens in ten minutes. */
final class Routes {
    private static final String TEXT = """
            issuers:
              - {issuer: storm, audience: gatehouse, jwks: "http://127.0.0.1:%7$d/keys", algorithms: [RS256]}
            tokenExchange: {keys: "${gatehouse.keys}"}
            limits: {requestBody: 1 MiB}
            timeouts: {connect: 1s, firstByte: 2s, idle: 2s, total: 10s}
            rateLimits: []
            upstreams:
              steady:
                audience: steady
                health: /health/ready
                instances:
                  - {url: "http://127.0.0.1:%1$d"}
                  - {url: "http://127.0.0.1:%2$d"}
              stormy:
                audience: stormy
                health: /health/ready
                instances:
                  - {url: "http://127.0.0.1:%3$d"}
                  - {url: "http://127.0.0.1:%4$d"}
                  - {url: "http://127.0.0.1:%5$d"}
                retry: {maxRetries: 2, delay: 5ms, jitter: 5ms}
                circuitBreaker: {requestVolumeThreshold: 40, failureRatio: 0.7, delay: 1s}
                bulkhead: {maxConcurrent: 64}
                outlierEjection: {consecutiveFailures: 5, baseEjection: 1s, maxEjectedShare: 0.67}
                probe: {path: /health/ready, interval: 1s, timeout: 500ms, unhealthyThreshold: 2}
              slow:
                audience: slow
                url: http://127.0.0.1:%6$d
                health: /health/ready
            routes:
              - {id: steady, path: /steady/**, upstream: steady, access: authenticated}
              - {id: stormy, path: /stormy/**, upstream: stormy, access: authenticated}
              - {id: cached, path: /cached/**, upstream: steady, access: authenticated, cache: {}}
              - {id: events, path: /events/**, upstream: steady, access: authenticated, timeouts: {idle: 20s}}
              - {id: slow, path: /slow/**, upstream: slow, access: public, timeouts: {connect: 10s, firstByte: 20s, total: 30s}}
            """;

    private Routes() {}

    /** @param port the gateway's; the upstreams' are 10, 20 and 30 above it, the issuer's 31 */
    static String text(int port) {
        return TEXT.formatted(port + 10, port + 11, port + 20, port + 21, port + 22, port + 30, port + 31);
    }
}
