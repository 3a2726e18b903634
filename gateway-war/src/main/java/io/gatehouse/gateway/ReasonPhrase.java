package io.gatehouse.gateway;

import jakarta.servlet.ServletRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * The words after a status (RFC 9112 section 4) that the server does not know: it would write CUSTOM. The Servlet API has no way to say them, so the server's
 * own answer is asked, by name and not by type.
 */
final class ReasonPhrase {
    private static final Logger LOG = System.getLogger(ReasonPhrase.class.getName());
    private static final String[] ANSWER = {"getUnwrappedCoyoteRequest", "getCoyoteRequest", "getResponse"};

    private ReasonPhrase() {}

    /** The words that are registered for a status; empty when the server knows them, or nobody does. */
    static String of(int status) {
        return switch (status) {
            case 207 -> "Multi-Status";
            case 208 -> "Already Reported";
            case 226 -> "IM Used";
            case 422 -> "Unprocessable Content";
            case 423 -> "Locked";
            case 424 -> "Failed Dependency";
            case 425 -> "Too Early";
            case 426 -> "Upgrade Required";
            case 428 -> "Precondition Required";
            case 429 -> "Too Many Requests";
            case 451 -> "Unavailable For Legal Reasons";
            case 506 -> "Variant Also Negotiates";
            case 507 -> "Insufficient Storage";
            case 508 -> "Loop Detected";
            case 511 -> "Network Authentication Required";
            default -> "";
        };
    }

    /** To be called when the status is set; does nothing on a server that does not let itself be asked. */
    static void write(int status, ServletRequest request) {
        String words = of(status);
        Object answer = words.isEmpty() ? null : ClientConnection.walk(request, ANSWER);
        if (answer == null) {
            return;
        }
        try {
            answer.getClass().getMethod("setDetailMessage", String.class).invoke(answer, words);
        } catch (ReflectiveOperationException e) {
            LOG.log(Level.DEBUG, "this server writes the words of a status as it likes", e);
        }
    }
}
