package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the user has to put right first: one line that says what, and exit code 2; what only a server can tell, with the end of its log. */
class RefusedStartIT {
    private static final int PORT = Product.ports(80);
    /** After which a start is given up that says nothing. */
    private static final Duration AS_LONG_AS_OTHERS_MAY_TAKE = Duration.ofMinutes(3);

    private final Path directory = Product.newDirectory("refused");

    private static void assertRefused(Product product, String reason) throws InterruptedException {
        assertThat(product.exitCode()).as(product.output().toString()).isEqualTo(2);
        assertThat(product.output()).singleElement().asString().contains(reason);
    }

    @Test
    void aPortInUseIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(PORT + 1, 1, InetAddress.getLoopbackAddress())) {
            assertThat(taken.isBound()).isTrue();
            assertRefused(Product.launch(directory, PORT, Map.of()), String.valueOf(PORT + 1));
        }
    }

    @ParameterizedTest
    @CsvSource({"--colour,--colour", "--host,--host"})
    void anOptionThatIsNoneIsNamed(String option, String reason) throws Exception {
        assertRefused(Product.launch(directory, PORT, Map.of(), option), reason);
    }

    @Test
    void aPortThatIsNoneIsNamed() throws Exception {
        assertRefused(Product.launch(directory, PORT, Map.of(), "--port", "http"), "http");
    }

    @Test
    void aDataDirectoryThatCannotBeWrittenIsNamed() throws IOException, InterruptedException {
        Files.writeString(directory.resolve("data"), "a file");

        assertRefused(
                Product.launch(directory, PORT, Map.of()),
                directory.resolve("data").toString());
    }

    /** Only the service itself can tell what is wrong. */
    @Test
    void aServiceThatCannotBeDeployedEndsTheStartAtOnceWithItsReason() throws Exception {
        long begin = System.nanoTime();
        try (Product product = Product.launch(directory, PORT, Map.of("GATEHOUSE_KEYS_ROTATION", "PT1M"))) {
            assertThat(product.exitCode()).as(product.output().toString()).isEqualTo(1);
            assertThat(product.output())
                    .anyMatch(line -> line.startsWith("server could not deploy an application"))
                    .anyMatch(line -> line.contains("gatehouse.keys.rotation=PT1M is shorter than an hour"));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(AS_LONG_AS_OTHERS_MAY_TAKE);
    }

    @Test
    void anUnfitPasswordIsRefusedAndNotRepeated() throws Exception {
        Product product = Product.launch(directory, PORT, Map.of("GATEHOUSE_ADMIN_PASSWORD", "hunter2"));

        assertRefused(product, "GATEHOUSE_ADMIN_PASSWORD");
        assertThat(product.output().toString()).doesNotContain("hunter2");
    }
}
