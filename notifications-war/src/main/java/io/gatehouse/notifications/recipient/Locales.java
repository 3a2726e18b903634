package io.gatehouse.notifications.recipient;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Language tags (BCP 47) as templates have them: a language, or a language and a region. */
final class Locales {
    private Locales() {}

    /** Null for what names no language. */
    static @Nullable String normal(String tag) {
        Locale locale = Locale.forLanguageTag(tag.replace('_', '-'));
        if (locale.getLanguage().isEmpty()) {
            return null;
        }
        return locale.getCountry().length() == 2
                ? locale.getLanguage() + "-" + locale.getCountry()
                : locale.getLanguage();
    }
}
