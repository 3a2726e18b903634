package io.gatehouse.artemis;

import java.net.URI;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where the broker is and who may use it, from the environment.
 *
 * @param url {@code tcp://host:port}; none: the broker lives inside this process
 * @param data directory of the broker's journal, when it is ours
 */
record BrokerSettings(
        @Nullable URI url, @Nullable String user, @Nullable String password, Path data) {

    private static final String URL = "GATEHOUSE_BROKER_URL";

    BrokerSettings {
        if (url != null && (!"tcp".equals(url.getScheme()) || url.getHost() == null || url.getPort() < 1)) {
            throw new IllegalArgumentException(URL + " must look like tcp://host:61616, but is " + url);
        }
    }

    @SuppressWarnings("NullAway") // a variable that is not set is null, and UnaryOperator cannot say so
    static BrokerSettings from(UnaryOperator<String> environment) {
        String url = environment.apply(URL);
        String data = environment.apply("GATEHOUSE_BROKER_DATA");
        return new BrokerSettings(
                url == null || url.isBlank() ? null : URI.create(url),
                environment.apply("GATEHOUSE_BROKER_USER"),
                environment.apply("GATEHOUSE_BROKER_PASSWORD"),
                Path.of(data == null ? "data/broker" : data).toAbsolutePath());
    }

    /** The broker's address; only for settings that have one. */
    URI address() {
        if (url == null) {
            throw new IllegalArgumentException(URL + " is not set");
        }
        return url;
    }
}
