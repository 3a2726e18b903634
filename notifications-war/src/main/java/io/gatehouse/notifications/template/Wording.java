package io.gatehouse.notifications.template;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with names in braces, for example {@code Welcome, {username}.}, in whose place values are put. A brace that is
 * meant as such is doubled. What is put in is never looked at again: a value with braces stays as it is.
 */
record Wording(String text) {
    private static final Pattern PART = Pattern.compile("\\{\\{|\\}\\}|\\{([^{}]*)\\}|[{}]");

    /** What stands in braces and is none of the names; a single brace too. */
    List<String> unknown(List<String> names) {
        return PART.matcher(text)
                .results()
                .map(part -> part.group(1) == null ? part.group() : part.group(1))
                .filter(name -> !name.equals("{{") && !name.equals("}}") && !names.contains(name))
                .distinct()
                .toList();
    }

    /** The text with each name replaced by its value; a name without a value goes. */
    String with(Map<String, String> values) {
        StringBuilder filled = new StringBuilder();
        Matcher part = PART.matcher(text);
        while (part.find()) {
            part.appendReplacement(filled, Matcher.quoteReplacement(inPlaceOf(part, values)));
        }
        return part.appendTail(filled).toString();
    }

    private static String inPlaceOf(Matcher part, Map<String, String> values) {
        return part.group(1) == null ? part.group().substring(0, 1) : values.getOrDefault(part.group(1), "");
    }
}
