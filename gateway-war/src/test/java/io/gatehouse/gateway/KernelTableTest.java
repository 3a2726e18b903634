package io.gatehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.pipeline.LogLines;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows as Linux writes them on a machine whose words begin with their last byte. */
class KernelTableTest {
    private static final String HEAD =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";
    private static final String REST =
            " 00000000:0000004E 00:00000000 00000000     0        0 9848649 2 00000000e4fd29c3 20 4 30 14 -1\n";

    @TempDir
    private Path directory;

    private Path table(String name, String... rows) throws IOException {
        return Files.writeString(directory.resolve(name), HEAD + String.join(REST, rows) + REST);
    }

    private static InetSocketAddress end(String address, int port) throws IOException {
        return new InetSocketAddress(InetAddress.getByName(address), port);
    }

    private static List<String> names(String local, String remote, int port) throws IOException {
        return KernelTable.names(end(local, 8080), end(remote, port), ByteOrder.LITTLE_ENDIAN);
    }

    @Test
    void ofAllRowsThoseInCloseWaitAreKeptWithBothEnds() throws Exception {
        KernelTable table = new KernelTable(List.of(
                table(
                        "tcp6",
                        "   0: 00000000000000000000000000000000:1F90 00000000000000000000000000000000:0000 0A",
                        "   1: 0000000000000000FFFF00000100007F:1F90 0000000000000000FFFF0000040310AC:C6EC 08",
                        "   2: 0000000000000000FFFF00000100007F:1F90 0000000000000000FFFF0000040310AC:C6ED 01",
                        "   3: 00000000000000000000000001000000:1F90 B80D0120000000000000000001000000:C6EE 08"),
                table(
                        "tcp",
                        "   0: 0100007F:1F90 0A0B0C0D:0050 06",
                        "12345: 0100007F:1F90 040310AC:C6EF 08",
                        "   2: 0100007F:1F90 040310AC:C6F0 09")));

        assertThat(table.halfClosed())
                .containsExactlyInAnyOrder(
                        "0000000000000000FFFF00000100007F:1F90 0000000000000000FFFF0000040310AC:C6EC",
                        "00000000000000000000000001000000:1F90 B80D0120000000000000000001000000:C6EE",
                        "0100007F:1F90 040310AC:C6EF");
    }

    @Test
    void betweenIpv4AddressesAConnectionStandsInEitherPart() throws Exception {
        assertThat(names("127.0.0.1", "172.16.3.4", 50924))
                .containsExactly(
                        "0000000000000000FFFF00000100007F:1F90 0000000000000000FFFF0000040310AC:C6EC",
                        "0100007F:1F90 040310AC:C6EC");
    }

    @Test
    void anIpv6AddressIsFourWords() throws Exception {
        assertThat(names("::1", "2001:db8::1", 80))
                .containsExactly("00000000000000000000000001000000:1F90 B80D0120000000000000000001000000:0050");
    }

    @Test
    void otherMachinesBeginWordsWithTheirFirstByte() throws Exception {
        assertThat(KernelTable.names(end("127.0.0.1", 80), end("172.16.3.4", 65535), ByteOrder.BIG_ENDIAN))
                .containsExactly(
                        "00000000000000000000FFFF7F000001:0050 00000000000000000000FFFFAC100304:FFFF",
                        "7F000001:0050 AC100304:FFFF");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "08",
                ": 08 ",
                "   1: ",
                "   1: 0100007F:1F90",
                "   1: 0100007F:1F90 ",
                "   1: 0100007F:1F90 040310AC:C6EC",
                "   1: 0100007F:1F90 040310AC:C6EC ",
                "   1: 0100007F:1F90 040310AC:C6EC 08",
                "   1: 0100007F:1F90 040310AC:C6EC 080 ",
                "   1: 0100007F:1F90  08 ",
                "1 0100007F:1F90 040310AC:C6EC 08 "
            })
    void aRowThatCannotBeUnderstoodIsNoConnections(String row) throws Exception {
        Path file = Files.write(directory.resolve("tcp"), row.getBytes(StandardCharsets.ISO_8859_1));

        assertThat(new KernelTable(List.of(file)).halfClosed())
                .doesNotContainAnyElementsOf(names("127.0.0.1", "172.16.3.4", 50924));
    }

    @Test
    void whatIsBehindRubbishIsReadAllTheSame() throws Exception {
        Path file = directory.resolve("tcp");
        Files.write(file, new byte[] {-1, 0, '\n', ':', ' ', '\n', '\r', '\n'});
        Files.writeString(
                file,
                "   1: 0100007F:1F90 040310AC:C6EC 08" + REST,
                StandardCharsets.ISO_8859_1,
                StandardOpenOption.APPEND);

        assertThat(new KernelTable(List.of(file)).halfClosed()).containsExactly("0100007F:1F90 040310AC:C6EC");
    }

    @Test
    void aSystemWithoutOneOfThePartsHasTheOther() throws Exception {
        Path there = table("tcp", "   1: 0100007F:1F90 040310AC:C6EC 08");

        assertThat(new KernelTable(List.of(directory.resolve("none"), there)).halfClosed())
                .hasSize(1);
        assertThat(new KernelTable(List.of(there, directory.resolve("none"))).halfClosed())
                .hasSize(1);
    }

    @Test
    void aSystemWithoutTheTableHasNoHalfClosedConnectionsAndTheLogTellsOnce() {
        KernelTable table = new KernelTable(List.of(directory.resolve("none"), directory));

        try (LogLines log = new LogLines(KernelTable.class)) {
            assertThat(table.halfClosed()).isEmpty();
            assertThat(table.halfClosed()).isEmpty();

            assertThat(log.written())
                    .containsExactly(
                            "INFO this system does not show its connections: who leaves something unread is noticed late");
        }
    }
}
