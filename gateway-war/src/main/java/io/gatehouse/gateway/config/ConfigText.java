package io.gatehouse.gateway.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The bytes of a configuration file, read once: what is checked is what is put to work. Not more than {@link #LIMIT} and one byte of them. */
public final class ConfigText {
    /** The most bytes that a file may have: some ten thousand routes. */
    static final int LIMIT = 4 << 20;

    private final byte[] bytes;
    private final String digest;

    private ConfigText(byte[] bytes) {
        this.bytes = bytes;
        this.digest = sha256(bytes);
    }

    /** Reads to the end, but not much further than {@link #LIMIT}. */
    public static ConfigText from(InputStream in) throws IOException {
        return new ConfigText(in.readNBytes(LIMIT + 1));
    }

    public static ConfigText of(String text) {
        return new ConfigText(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The SHA-256 of the bytes in hexadecimal digits: names this text and no other. */
    public String digest() {
        return digest;
    }

    /** The text; where it has none, the mistake is noted and nothing returned. */
    String decode(ConfigErrors errors) throws ConfigException {
        if (bytes.length > LIMIT) {
            errors.add(new Mistake(1, 1, "", "the file is larger than " + LIMIT / (1 << 20) + " MiB"));
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        out.flip();
        if (result.isError()) {
            errors.add(notUtf8(out, in.get(in.position())));
        }
        errors.throwIfAny();
        return out.toString();
    }

    private static Mistake notUtf8(CharBuffer before, byte octet) {
        int line = 1;
        int column = 1;
        while (before.hasRemaining()) {
            boolean ends = before.get() == '\n';
            line = ends ? line + 1 : line;
            column = ends ? 1 : column + 1;
        }
        return new Mistake(
                line, column, "", "not UTF-8: the byte 0x" + HexFormat.of().toHexDigits(octet));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
