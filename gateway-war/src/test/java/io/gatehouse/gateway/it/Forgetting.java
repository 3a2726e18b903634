package io.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** What the server's threads keep of requests that have ended. */
interface Forgetting extends Situation {
    @Test
    default void noThreadRemembersTheRequestsThatItServed() throws Exception {
        UPSTREAM.on("/things/open/often", call -> call.ok("again"));
        ask(300);
        long before = entriesOfThreads();
        ask(3_000);

        assertThat(entriesOfThreads() - before)
                .as("entries in the tables of all threads")
                .isLessThan(300);
    }

    @Test
    default void theServerStillKeepsTheScopeOfADispatchWhereItIsShared() throws Exception {
        try (ZipFile server = new ZipFile(System.getProperty("it.micro.jar"));
                ZipInputStream web =
                        new ZipInputStream(server.getInputStream(server.getEntry("MICRO-INF/runtime/web-core.jar")))) {
            ZipEntry entry = web.getNextEntry();
            while (!entry.getName().equals("org/apache/catalina/connector/AsyncContextImpl.class")) {
                entry = web.getNextEntry();
            }

            assertThat(new String(web.readAllBytes(), StandardCharsets.ISO_8859_1))
                    .contains("isDispatchInScope", "Ljava/lang/ThreadLocal;");
        }
    }

    private void ask(int times) throws Exception {
        for (int i = 0; i < times; i++) {
            assertThat(send(to("/api/open/often")).body()).isEqualTo("again");
        }
    }

    private static long entriesOfThreads() throws Exception {
        String java = System.getProperty("java.home");
        Process histogram = new ProcessBuilder(
                        Path.of(java, "bin", "jcmd").toString(), String.valueOf(server()), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String classes = new String(histogram.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return classes.lines()
                .filter(line -> line.contains(" java.lang.ThreadLocal$ThreadLocalMap$Entry "))
                .mapToLong(line -> Long.parseLong(line.strip().split("\\s+", -1)[1]))
                .findFirst()
                .orElseThrow(() -> new AssertionError(classes));
    }

    private static long server() {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().arguments().stream()
                        .anyMatch(words -> String.join(" ", words).contains("payara-micro")))
                .findFirst()
                .orElseThrow()
                .pid();
    }
}
