package io.gatehouse.gateway.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Reads what concerns those who operate the gateway: its access log, and how it ends. */
final class OperationReader {
    private static final long FILE = 64L << 20;
    private static final int MOST_FILES = 100;
    private static final int QUEUE = 16 * 1024;
    private static final int LONGEST_QUEUE = 1 << 20;

    private OperationReader() {}

    static GatewayConfig.AccessLog accessLog(Section section) {
        GatewayConfig.AccessLog log = new GatewayConfig.AccessLog(
                section.optional("file", OperationReader::file, Optional.<Path>empty())
                        .orElse(null),
                section.optional("size", OperationReader::fileSize, FILE),
                section.optional("keep", written -> number(written, 0, MOST_FILES), 3),
                section.optional("queue", written -> number(written, 1, LONGEST_QUEUE), QUEUE),
                section.optional("user", OperationReader::yesOrNo, true));
        section.end();
        return log;
    }

    static GatewayConfig.Drain drain(Section section) {
        GatewayConfig.Drain drain = new GatewayConfig.Drain(
                section.optional("grace", Values::duration, Duration.ofSeconds(5)),
                section.optional("patience", Values::duration, Duration.ofSeconds(20)));
        section.end();
        return drain;
    }

    /** Nothing between the quotes is no file: so a placeholder can switch the log off. */
    private static Optional<Path> file(String written) {
        return written.isBlank() ? Optional.empty() : Optional.of(Path.of(written));
    }

    static GatewayConfig.Admin admin(Section section) {
        GatewayConfig.Admin admin = new GatewayConfig.Admin(
                Set.copyOf(
                        section.has("operator")
                                ? section.list("operator", Values::text)
                                : GatewayConfig.Admin.OPERATORS),
                Set.copyOf(section.has("reader") ? section.list("reader", Values::text) : GatewayConfig.Admin.READERS));
        section.end();
        return admin;
    }

    private static long fileSize(String written) {
        long size = Values.size(written);
        if (size < 1 << 12) {
            throw new IllegalArgumentException("must be at least 4 KiB");
        }
        return size;
    }

    private static int number(String written, int least, int most) {
        try {
            int number = Integer.parseInt(written);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException("is not a number from " + least + " to " + most + ": " + written);
    }

    static boolean yesOrNo(String written) {
        return switch (written) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("is neither true nor false: " + written);
        };
    }
}
