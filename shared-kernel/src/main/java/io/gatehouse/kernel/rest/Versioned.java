package io.gatehouse.kernel.rest;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;

/** What is answered about a resource that has a version, when it has been made or changed. Its ETag is for the next change. */
public final class Versioned {
    private Versioned() {}

    /** 201 for one that is read by its id, below the address that was called. */
    public static Response created(UriInfo called, UUID id, long version, Object view) {
        return Response.created(
                        called.getAbsolutePathBuilder().path(id.toString()).build())
                .tag(Preconditions.etag(version))
                .entity(view)
                .build();
    }

    /** 200 with what it is now. */
    public static Response changed(long version, Object view) {
        return Response.ok(view).tag(Preconditions.etag(version)).build();
    }
}
