package io.gatehouse.kernel.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a field like If-Match names (RFC 9110, section 8.8.3): any representation, or those of some entity-tags.
 *
 * @param any whether the field is {@code *}
 * @param tags entity-tags as they were sent, for example {@code "3"} and {@code W/"3"}, with their quotes
 */
record EntityTags(boolean any, List<String> tags) {
    private static final String WEAK = "W/";
    /** One member of a list, which may be empty (RFC 9110, section 5.6.1), and what divides it from the next. */
    private static final Pattern MEMBER =
            Pattern.compile("[ \\t]*((?:W/)?\"[\\x21\\x23-\\x7e\\x80-\\xff]*\")?[ \\t]*(,|$)");

    EntityTags {
        tags = List.copyOf(tags);
    }

    /** Null when the lines of the field are not of that form. */
    static @Nullable EntityTags parse(List<String> lines) {
        String field = String.join(",", lines).strip();
        if (field.equals("*")) {
            return new EntityTags(true, List.of());
        }
        List<String> tags = new ArrayList<>();
        Matcher member = MEMBER.matcher(field);
        int end = 0;
        while (end < field.length()) {
            if (!member.find(end) || member.start() != end) {
                return null;
            }
            if (member.group(1) != null) {
                tags.add(member.group(1));
            }
            end = member.end();
        }
        return tags.isEmpty() ? null : new EntityTags(false, tags);
    }

    /** By the strong comparison (RFC 9110, section 8.8.3.2): a weak tag is equal to none. */
    boolean nameStrongly(String tag) {
        return any || tags.contains(tag);
    }

    /** By the weak comparison: it does not matter whether tags are weak. */
    boolean nameWeakly(String tag) {
        return any || tags.contains(tag) || tags.contains(WEAK + tag);
    }
}
