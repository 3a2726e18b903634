package io.gatehouse.gateway.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text of the configuration in which <code>{name}</code> stands for a variable of the route's path. Braces around anything but a
 * name stand for themselves.
 */
public record Text(List<Piece> pieces) {
    // Runs over the configuration only, never over what a client sent.
    private static final Pattern VARIABLE = Pattern.compile("\\{([A-Za-z][A-Za-z0-9_]*)}");

    public Text {
        pieces = List.copyOf(pieces);
    }

    /** A literal text, or the name of a variable. */
    public record Piece(String text, boolean variable) {}

    public static Text of(String written) {
        List<Piece> pieces = new ArrayList<>();
        Matcher variable = VARIABLE.matcher(written);
        int from = 0;
        while (variable.find()) {
            if (variable.start() > from) {
                pieces.add(new Piece(written.substring(from, variable.start()), false));
            }
            pieces.add(new Piece(variable.group(1), true));
            from = variable.end();
        }
        if (from < written.length()) {
            pieces.add(new Piece(written.substring(from), false));
        }
        return new Text(pieces);
    }

    /** The names of the variables in it. */
    public List<String> variables() {
        return pieces.stream().filter(Piece::variable).map(Piece::text).toList();
    }

    /** The text with a value for each variable. */
    public String with(UnaryOperator<String> values) {
        if (pieces.size() == 1) {
            Piece only = pieces.get(0);
            return only.variable ? values.apply(only.text) : only.text;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            text.append(piece.variable ? values.apply(piece.text) : piece.text);
        }
        return text.toString();
    }
}
