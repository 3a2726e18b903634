package io.gatehouse.gateway.pipeline;

import io.gatehouse.gateway.routing.Access;
import io.gatehouse.gateway.routing.Match;
import io.gatehouse.gateway.routing.RequestHead;
import io.gatehouse.gateway.routing.Routes;

/** Requests for tests, with what does not matter to them filled in. */
public final class Requests {
    public static final String ID = "00000000-0000-4000-8000-000000000001";

    private Requests() {}

    public static Request get(String path) {
        return of(path, new Access.Public(), Headers.EMPTY, Body.EMPTY);
    }

    public static Request of(String path, Access access, Headers headers, Body body) {
        return new Request(
                ID,
                new RequestHead("GET", path, null),
                new Match.Found(Routes.route("r", path, access)),
                new Client("192.0.2.1", "http", "public.example"),
                headers,
                body,
                null);
    }
}
