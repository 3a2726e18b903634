package io.gatehouse.gateway.wire;

import java.io.IOException;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.Grizzly;
import org.glassfish.grizzly.attributes.Attribute;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.memory.Buffers;

/**
 * Stands before the server's reader of requests, and so sees each byte of a connection once. Where one comes that may not be, it and all behind it are replaced by a
 * {@link Refusal}; what stands before goes on, so requests that were sent ahead are answered in their turn.
 */
final class StrictFilter extends BaseFilter {
    private static final Attribute<RequestSyntax> OF_CONNECTION =
            Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute("gatehouse.syntax");

    private final Runnable refused;

    /** @param refused run for each message that is */
    StrictFilter(Runnable refused) {
        this.refused = refused;
    }

    @Override
    public NextAction handleRead(FilterChainContext context) throws IOException {
        if (context.getMessage() instanceof Buffer input && input.hasRemaining()) {
            RequestSyntax syntax = of(context.getConnection());
            if (syntax.isBroken()) {
                return context.getStopAction();
            }
            int count = input.remaining();
            if (!syntax.passes(count)) {
                int good = good(syntax, input);
                if (good < count) {
                    context.setMessage(refusal(context, input, good));
                    refused.run();
                }
            }
        }
        return context.getInvokeAction();
    }

    private static RequestSyntax of(Connection<?> connection) {
        RequestSyntax syntax = OF_CONNECTION.get(connection);
        if (syntax == null) {
            syntax = new RequestSyntax();
            OF_CONNECTION.set(connection, syntax);
        }
        return syntax;
    }

    /** How many of the bytes may be. */
    private static int good(RequestSyntax syntax, Buffer input) {
        int count = input.remaining();
        byte[] bytes;
        int from;
        if (input.hasArray()) {
            bytes = input.array();
            from = input.arrayOffset() + input.position();
        } else {
            bytes = new byte[count];
            from = 0;
            input.duplicate().get(bytes);
        }
        int bad = syntax.check(bytes, from, from + count);
        if (!input.hasArray()) {
            input.duplicate().put(bytes);
        }
        return bad == RequestSyntax.NOTHING ? count : bad - from;
    }

    private static Buffer refusal(FilterChainContext context, Buffer input, int good) {
        if (good == 0) {
            input.tryDispose();
            return new Refusal();
        }
        input.split(input.position() + good).tryDispose();
        return Buffers.appendBuffers(context.getMemoryManager(), input, new Refusal());
    }
}
