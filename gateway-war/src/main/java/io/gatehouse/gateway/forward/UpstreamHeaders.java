package io.gatehouse.gateway.forward;

import io.gatehouse.gateway.pipeline.Headers;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;

/** The header fields of an upstream's answer, of which some end here. */
final class UpstreamHeaders {
    private static final String EVENT_STREAM = "text/event-stream";

    private UpstreamHeaders() {}

    /** @param length of the body; -1 when the message is framed otherwise, and a Content-Length beside that is not to be believed */
    static Headers endToEnd(HttpResponse response, long length) {
        Set<String> named = HopByHopHeaders.namedIn(connection(response).iterator());
        Headers.Builder headers = new Headers.Builder();
        for (Iterator<Header> all = response.headerIterator(); all.hasNext(); ) {
            Header header = all.next();
            String name = header.getName();
            if (!HopByHopHeaders.contains(name)
                    && !named.contains(name)
                    && !(length < 0 && name.equalsIgnoreCase("Content-Length"))) {
                headers.add(name, valueOf(header));
            }
        }
        return headers.build();
    }

    private static List<String> connection(HttpResponse response) {
        List<String> values = new ArrayList<>(1);
        for (Iterator<Header> all = response.headerIterator("Connection"); all.hasNext(); ) {
            values.add(valueOf(all.next()));
        }
        return values;
    }

    static boolean isEventStream(HttpResponse response) {
        Header type = response.getFirstHeader("Content-Type");
        return type != null && valueOf(type).regionMatches(true, 0, EVENT_STREAM, 0, EVENT_STREAM.length());
    }

    private static String valueOf(Header header) {
        String value = header.getValue();
        return value == null ? "" : value;
    }
}
