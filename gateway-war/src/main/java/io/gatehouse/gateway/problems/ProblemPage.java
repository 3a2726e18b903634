package io.gatehouse.gateway.problems;

import io.gatehouse.gateway.pipeline.Body;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What one code means and what a client can do, as HTML.
 *
 * @param etag strong, of the content
 */
record ProblemPage(Body.Bytes html, String etag) {
    private static final Pattern PARAGRAPHS = Pattern.compile("\\n\\s*\\n");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /** @param text paragraphs of Markdown, with nothing in them but {@code `code`} */
    static ProblemPage of(String code, String text) {
        String title =
                code.charAt(0) + code.substring(1).toLowerCase(Locale.ROOT).replace('_', ' ');
        StringBuilder html = new StringBuilder(
                        "<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>")
                .append(title)
                .append("</title></head>\n<body>\n<h1>")
                .append(title)
                .append("</h1>\n<p><code>")
                .append(code)
                .append("</code></p>\n");
        for (String paragraph : PARAGRAPHS.split(text.strip(), -1)) {
            html.append("<p>").append(inline(paragraph.strip())).append("</p>\n");
        }
        byte[] bytes = html.append("</body>\n</html>\n").toString().getBytes(StandardCharsets.UTF_8);
        return new ProblemPage(new Body.Bytes(bytes), '"' + hash(bytes) + '"');
    }

    private static String inline(String text) {
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return CODE.matcher(escaped).replaceAll("<code>$1</code>");
    }

    private static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content), 0, 16);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
