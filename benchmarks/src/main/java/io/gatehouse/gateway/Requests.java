package io.gatehouse.gateway;

import io.gatehouse.gateway.config.GatewayConfig;
import io.gatehouse.gateway.pipeline.Body;
import io.gatehouse.gateway.pipeline.Client;
import io.gatehouse.gateway.pipeline.Headers;
import io.gatehouse.gateway.pipeline.Request;
import io.gatehouse.gateway.routing.Match;
import io.gatehouse.gateway.routing.RequestHead;

/** Requests to measure with, on the first route of a configuration. */
public final class Requests {
    private static final String ID = "00000000-0000-4000-8000-000000000001";
    private static final Client CLIENT = new Client("192.0.2.1", "http", "shop.example");

    private Requests() {}

    /** A GET request of which it is not known yet who sends it. */
    public static Request get(GatewayConfig config, String path, Headers headers) {
        Match route = new Match.Found(config.routes().get(0));
        return new Request(ID, new RequestHead("GET", path, null), route, CLIENT, headers, Body.EMPTY, null);
    }
}
