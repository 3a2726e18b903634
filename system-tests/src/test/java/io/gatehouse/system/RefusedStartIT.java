package io.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the user has to put right first: one line that says what, and exit code 2. */
class RefusedStartIT {
    private static final int PORT = 18680;
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

    @Test
    void anUnfitPasswordIsRefusedAndNotRepeated() throws Exception {
        Product product = Product.launch(directory, PORT, Map.of("GATEHOUSE_ADMIN_PASSWORD", "hunter2"));

        assertRefused(product, "GATEHOUSE_ADMIN_PASSWORD");
        assertThat(product.output().toString()).doesNotContain("hunter2");
    }
}
