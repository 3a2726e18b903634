package io.gatehouse.users.oauth;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a client may do, as a set of words (RFC 6749, section 3.3). */
record Scopes(Set<String> words) {
    /** The scope of those who may introspect any token. */
    static final String INTROSPECT = "introspect";

    static final String WORD = "[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,64}";

    private static final Pattern LIST = Pattern.compile(WORD + "(?: " + WORD + ")*");
    private static final int LONGEST = 2200;

    Scopes {
        words = Set.copyOf(words);
    }

    static Scopes of(Collection<String> words) {
        return new Scopes(new LinkedHashSet<>(words));
    }

    /** Empty when the text is no list of scopes. */
    static Optional<Scopes> parse(String text) {
        if (text.isEmpty()) {
            return Optional.of(new Scopes(Set.of()));
        }
        return text.length() <= LONGEST && LIST.matcher(text).matches()
                ? Optional.of(of(List.of(text.split(" ", -1))))
                : Optional.empty();
    }

    boolean contain(String word) {
        return words.contains(word);
    }

    boolean contain(Scopes others) {
        return words.containsAll(others.words);
    }

    boolean isEmpty() {
        return words.isEmpty();
    }

    List<String> sorted() {
        return words.stream().sorted().toList();
    }

    /** As tokens have them: separated by spaces. */
    @Override
    public String toString() {
        return String.join(" ", sorted());
    }
}
