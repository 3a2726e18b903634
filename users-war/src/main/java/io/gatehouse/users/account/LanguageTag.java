package io.gatehouse.users.account;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** In which language somebody wants to be told things: a tag of BCP 47, in the syntax of RFC 5646, section 2.1. */
final class LanguageTag {
    /**
     * The length is looked at first: Java's matcher recurses once per repetition of a group. What was registered before RFC
     * 4646 and keeps to no syntax (i-klingon) is none.
     */
    static final String PATTERN = "(?=.{2,35}$)[A-Za-z]{2,8}(?:-[A-Za-z]{3}){0,3}(?:-[A-Za-z]{4})?"
            + "(?:-(?:[A-Za-z]{2}|[0-9]{3}))?(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*"
            + "(?:-[A-WY-Za-wy-z0-9](?:-[A-Za-z0-9]{2,8})+)*(?:-[xX](?:-[A-Za-z0-9]{1,8})+)?";

    static final String RULE = "must be a language tag like en or de-AT (BCP 47)";

    private LanguageTag() {}

    /** The tag in its usual case, {@code de-AT} for {@code DE-at}; what is none stays as it is, to be refused. */
    static @Nullable String normal(@Nullable String tag) {
        return tag == null || !tag.matches(PATTERN)
                ? tag
                : Locale.forLanguageTag(tag).toLanguageTag();
    }
}
