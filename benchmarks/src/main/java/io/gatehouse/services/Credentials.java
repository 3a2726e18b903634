package io.gatehouse.services;

/** What requests bring to say who asks. */
enum Credentials {
    NONE("no token", false),
    ONE("one token", false),
    MANY("1,000 tokens in turn", false),
    NEW("a token never seen before", true);

    private final String words;
    private final boolean verified;

    Credentials(String words, boolean verified) {
        this.words = words;
        this.verified = verified;
    }

    /** As in the table. */
    String words() {
        return words;
    }

    /** Whether the server has to look at each of them. */
    boolean areVerified() {
        return verified;
    }
}
