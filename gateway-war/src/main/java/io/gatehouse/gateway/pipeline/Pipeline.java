package io.gatehouse.gateway.pipeline;

import java.util.List;

/** Filters in their order, and what comes after the last. */
public final class Pipeline {
    private Pipeline() {}

    /** Links the filters once, from the last to the first, so that a request walks plain calls. */
    public static Chain of(List<Filter> filters, Chain end) {
        Chain chain = end;
        for (int i = filters.size() - 1; i >= 0; i--) {
            Filter filter = filters.get(i);
            Chain next = chain;
            chain = request -> filter.apply(request, next);
        }
        return chain;
    }
}
