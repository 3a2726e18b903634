package io.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** What the server's threads keep of requests that have ended, see ADR 29. */
interface Forgetting {
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
}
