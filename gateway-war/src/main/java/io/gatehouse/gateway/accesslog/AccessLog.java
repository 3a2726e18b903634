package io.gatehouse.gateway.accesslog;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.gatehouse.gateway.config.GatewayConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * The access log. Whoever logs only puts into a ring; the log's thread comes every 100 ms, makes lines of what has gathered, and appends
 * them with one write. What finds the ring full is dropped and counted.
 */
public final class AccessLog implements AutoCloseable {
    private static final Logger LOG = System.getLogger(AccessLog.class.getName());
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int BATCH = 1_000;
    /** The length of a line in bytes. */
    private static final int TYPICAL = 600;
    // Whatever a client sends becomes printable characters of one line.
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .rootValueSeparator("\n")
            .build();

    private final Ring<AccessLine> ring;
    private final RotatingFile file;
    private final boolean withUser;
    private final LongAdder dropped;
    private final Thread writer;
    private boolean failing;

    private AccessLog(GatewayConfig.AccessLog settings, Path path, LongAdder dropped) {
        this.ring = new Ring<>(settings.queue());
        this.file = new RotatingFile(path, settings.size(), settings.keep());
        this.withUser = settings.user();
        this.dropped = dropped;
        this.writer = new Thread(this::run, "gatehouse-access-log");
        writer.setDaemon(true);
    }

    /**
     * A log that writes from now on until it is closed.
     *
     * @param dropped counts the lines that could not be written
     */
    public static AccessLog start(GatewayConfig.AccessLog settings, Path path, LongAdder dropped) {
        AccessLog log = new AccessLog(settings, path, dropped);
        log.writer.start();
        return log;
    }

    /** Never waits. */
    public void add(AccessLine line) {
        if (!ring.offer(line)) {
            dropped.increment();
        }
    }

    private void run() {
        while (!ring.isOver()) {
            if (!writeBatch()) {
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
        try {
            file.close();
        } catch (IOException lost) {
            LOG.log(Level.WARNING, "the access log cannot be closed", lost);
        }
    }

    /** False when there was nothing to write. */
    // Whatever goes wrong with some lines, the thread must come back for the others.
    @SuppressWarnings("IllegalCatch")
    private boolean writeBatch() {
        List<AccessLine> batch = new ArrayList<>();
        for (AccessLine line = ring.poll(); line != null; line = batch.size() < BATCH ? ring.poll() : null) {
            batch.add(line);
        }
        if (batch.isEmpty()) {
            return false;
        }
        try {
            file.append(encode(batch));
            failing = false;
        } catch (IOException | RuntimeException lost) {
            dropped.add(batch.size());
            LOG.log(failing ? Level.DEBUG : Level.WARNING, "the access log cannot be written", lost);
            failing = true;
        }
        return true;
    }

    private byte[] encode(List<AccessLine> batch) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(batch.size() * TYPICAL);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            for (AccessLine line : batch) {
                line.write(json, withUser);
            }
        }
        bytes.write('\n');
        return bytes.toByteArray();
    }

    /** Writes what has been added, and ends; what is added from now on is dropped. Waits for up to 10 s. */
    @Override
    public void close() {
        ring.close();
        LockSupport.unpark(writer);
        try {
            writer.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
