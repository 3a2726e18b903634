package io.gatehouse.gateway.routing;

import org.jspecify.annotations.Nullable;

/**
 * What routes are chosen by.
 *
 * @param path canonical: see {@link CanonicalPath}
 * @param query as the client sent it, without the question mark; null when there was none
 */
public record RequestHead(
        String method, String path, @Nullable String query, Particulars particulars) {

    /** A head of which nothing else is known. */
    public RequestHead(String method, String path, @Nullable String query) {
        this(method, path, query, Particulars.NONE);
    }

    /**
     * The head of a request as it came.
     *
     * @throws MalformedPath when {@code rawPath} has no canonical form
     */
    public static RequestHead of(String method, String rawPath, @Nullable String query) throws MalformedPath {
        return of(method, rawPath, query, Particulars.NONE);
    }

    /**
     * The head of a request as it came.
     *
     * @throws MalformedPath when {@code rawPath} has no canonical form
     */
    public static RequestHead of(String method, String rawPath, @Nullable String query, Particulars particulars)
            throws MalformedPath {
        return new RequestHead(method, CanonicalPath.of(rawPath), query, particulars);
    }

    /** The head for a request whose path has no canonical form: it matches no route. */
    public static RequestHead malformed(String method) {
        return new RequestHead(method, "", null);
    }

    /** The same request with another method: what a CORS preflight asks about. */
    public RequestHead with(String otherMethod) {
        return new RequestHead(otherMethod, path, query, particulars);
    }
}
