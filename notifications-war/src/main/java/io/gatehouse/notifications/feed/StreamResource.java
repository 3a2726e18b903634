package io.gatehouse.notifications.feed;

import io.gatehouse.kernel.identity.Caller;
import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.kernel.problem.Rule;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.regex.Pattern;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The stream of the caller's own new notifications. */
@Path("/notifications/stream")
@ApplicationScoped
@RolesAllowed(Caller.USER)
@Tag(name = "Notifications")
public class StreamResource {
    private static final String LAST_EVENT_ID = "Last-Event-ID";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    @Inject
    Feed feed;

    @Inject
    Streams streams;

    @Inject
    FeedPoller poller;

    @Inject
    Caller caller;

    @Inject
    JsonWebToken token;

    @Inject
    Clock clock;

    /** The answer stays open: JAX-RS has put the request into asynchronous mode and never hears of it again. */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            summary = "Follow the caller's new notifications, each an event with an id, until the token expires",
            description = "Last-Event-ID resumes behind an event, without loss or repetition.")
    @APIResponse(
            responseCode = "200",
            description = "Events named notification, whose data is a notification as in the list",
            content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(type = SchemaType.STRING)))
    public void stream(
            @HeaderParam(LAST_EVENT_ID) @Nullable String lastEventId,
            @Suspended AsyncResponse later,
            @Context HttpServletRequest request)
            throws IOException {
        if (request.getMethod().equals(HttpMethod.HEAD)) {
            later.resume(Response.ok().type(MediaType.SERVER_SENT_EVENTS_TYPE).build());
            return;
        }
        long position = position(lastEventId);
        ServletOutlet outlet = ServletOutlet.of(request.getAsyncContext());
        Instant end = Instant.ofEpochSecond(token.getExpirationTime());
        EventStream stream = new EventStream(caller.id(), position, end, outlet, clock.instant());
        streams.add(stream, clock.instant());
        try {
            outlet.begin(() -> goOn(stream), () -> end(stream));
        } catch (RuntimeException failed) {
            end(stream);
            throw failed;
        }
    }

    /** The client takes something; when it has all that was there, there may be more to read for it. */
    private void goOn(EventStream stream) {
        stream.write(clock.instant());
        if (stream.wantsToCatchUp()) {
            poller.wake();
        }
    }

    /** Number of the last entry that the client has. */
    private long position(@Nullable String lastEventId) {
        long newest = feed.position();
        if (lastEventId == null) {
            return newest;
        }
        if (!NUMBER.matcher(lastEventId).matches()) {
            throw ProblemException.field(
                    400, "VALIDATION_FAILED", LAST_EVENT_ID, Rule.FORM, "must be the id of an event of this stream");
        }
        // One that was never given would skip what comes.
        return Math.min(newest, Long.parseLong(lastEventId));
    }

    private void end(EventStream stream) {
        stream.close();
        streams.remove(stream);
    }
}
