package io.gatehouse.gateway.forward;

import io.gatehouse.gateway.address.IpAddress;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the {@code X-Forwarded-*} fields, which no standard describes: addresses come bare, with ports, and in brackets. */
final class XForwardedFields {
    private final List<String> addresses;
    private final List<String> schemes;
    private final List<String> hosts;

    /** @param fields the fields of a message by name */
    XForwardedFields(Function<String, Iterator<String>> fields) {
        addresses = members(fields.apply("X-Forwarded-For"));
        schemes = members(fields.apply("X-Forwarded-Proto"));
        hosts = members(fields.apply("X-Forwarded-Host"));
    }

    private static List<String> members(Iterator<String> fields) {
        List<String> members = new ArrayList<>();
        while (fields.hasNext()) {
            String field = fields.next();
            for (int from = 0; from <= field.length(); ) {
                int comma = field.indexOf(',', from);
                int to = comma < 0 ? field.length() : comma;
                String member = field.substring(from, to).strip();
                if (!member.isEmpty()) {
                    members.add(member);
                }
                from = to + 1;
            }
        }
        return members;
    }

    /** Those that the fields name, from the first to the last. */
    List<Hop> hops() {
        List<Hop> hops = new ArrayList<>();
        for (int i = 0; i < addresses.size(); i++) {
            hops.add(Hop.of(node(addresses.get(i)), valueFor(i, schemes), valueFor(i, hosts)));
        }
        return hops;
    }

    /** What the nearest proxy says of scheme and host. */
    Hop nearest() {
        return Hop.of(Node.UNKNOWN, last(schemes), last(hosts));
    }

    /** As many values as addresses belong to each other; otherwise the last is from the nearest proxy, and sure not to be from a client. */
    private @Nullable String valueFor(int index, List<String> values) {
        return values.size() == addresses.size() ? values.get(index) : last(values);
    }

    private static @Nullable String last(List<String> values) {
        return values.isEmpty() ? null : values.get(values.size() - 1);
    }

    /** IPv6 stands here without brackets, too. */
    private static Node node(String text) {
        Node bare = Node.of(IpAddress.parse(text));
        Node node = bare == null ? Node.parse(text) : bare;
        return node == null || node.address() == null ? Node.UNKNOWN : node;
    }
}
