package io.gatehouse.gateway.forward;

import io.gatehouse.gateway.address.Cidr;
import io.gatehouse.gateway.address.IpAddress;
import io.gatehouse.gateway.pipeline.Client;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Whose word about the client is taken. Each proxy on the way adds at the end whom it served, and anybody can write anything before that. So the way is
 * walked from the end: as long as the one who speaks is trusted, the one it names is believed, and the first who is not trusted is the client. What stands
 * further left is only the client's word and is forgotten.
 *
 * <p>A proxy writes {@code Forwarded} or {@code X-Forwarded-For}, and passes on the other as the client sent it. We cannot know which. Where a message has
 * both and they lead to two clients, one of them is made up: then neither is believed, and the client is who is at the other end of the connection.
 */
public final class TrustedProxies {
    private final List<Cidr> networks;

    public TrustedProxies(List<Cidr> networks) {
        this.networks = List.copyOf(networks);
    }

    /**
     * Who asks.
     *
     * @param peer the address of the other end of the connection
     * @param scheme of the connection
     * @param fields the header fields of the request by name
     */
    public Client client(String peer, String scheme, @Nullable String host, Function<String, Iterator<String>> fields) {
        IpAddress address = networks.isEmpty() && peer.indexOf(':') < 0 ? null : IpAddress.parse(withoutZone(peer));
        Client direct = new Client(address == null ? peer : address.toString(), scheme, host);
        return address == null || !trusts(address) ? direct : behind(direct, fields);
    }

    private static String withoutZone(String peer) {
        int zone = peer.indexOf('%');
        return zone < 0 ? peer : peer.substring(0, zone);
    }

    private boolean trusts(IpAddress address) {
        for (Cidr network : networks) {
            if (network.contains(address)) {
                return true;
            }
        }
        return false;
    }

    private Client behind(Client proxy, Function<String, Iterator<String>> fields) {
        XForwardedFields customary = new XForwardedFields(fields);
        List<Hop> standard = ForwardedField.hops(fields.apply("Forwarded"));
        List<Hop> older = customary.hops();
        if (standard.isEmpty()) {
            return older.isEmpty() ? alone(proxy, customary.nearest()) : walk(proxy, older);
        }
        Client client = walk(proxy, standard);
        return older.isEmpty() || client.address().equals(walk(proxy, older).address()) ? client : proxy;
    }

    /** A proxy that does not say whom it serves, but perhaps how they ask. */
    private static Client alone(Client proxy, Hop said) {
        return new Client(
                proxy.address(),
                said.scheme() == null ? proxy.scheme() : said.scheme(),
                said.host() == null ? proxy.host() : said.host());
    }

    private Client walk(Client proxy, List<Hop> hops) {
        int first = hops.size() - 1;
        while (first > 0 && isTrusted(hops.get(first))) {
            first--;
        }
        String address = null;
        String scheme = null;
        String host = null;
        List<String> way = new ArrayList<>();
        // What the client asked with is told by the first who knows it.
        for (Hop hop : hops.subList(first, hops.size())) {
            way.add(hop.name());
            address = address == null && hop.address() != null ? hop.name() : address;
            scheme = scheme == null ? hop.scheme() : scheme;
            host = host == null ? hop.host() : host;
        }
        way.add(proxy.address());
        return new Client(
                address == null ? proxy.address() : address,
                scheme == null ? proxy.scheme() : scheme,
                host == null ? proxy.host() : host,
                way);
    }

    private boolean isTrusted(Hop hop) {
        IpAddress address = hop.address();
        return address != null && trusts(address);
    }
}
