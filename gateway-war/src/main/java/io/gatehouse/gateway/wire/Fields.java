package io.gatehouse.gateway.wire;

import static io.gatehouse.gateway.wire.Octets.LINE_FEED;
import static io.gatehouse.gateway.wire.Octets.RETURN;

import java.util.EnumSet;
import java.util.Set;

/** Lines of fields up to the empty one (RFC 9112 section 5), of a head or of trailers; and those that tell where the body ends. */
final class Fields {
    private enum Next {
        FIRST,
        NAME,
        VALUE,
        END_OF_LINE,
        END,
        NOTHING
    }

    private enum Name {
        CONTENT_LENGTH("content-length"),
        TRANSFER_ENCODING("transfer-encoding"),
        HOST("host"),
        UPGRADE("upgrade"),
        ANY("");

        private final String text;

        Name(String text) {
            this.text = text;
        }

        static Name beginningWith(int letter) {
            return switch (letter) {
                case 'c' -> CONTENT_LENGTH;
                case 't' -> TRANSFER_ENCODING;
                case 'h' -> HOST;
                case 'u' -> UPGRADE;
                default -> ANY;
            };
        }
    }

    private final Set<Name> seen = EnumSet.noneOf(Name.class);
    private final Length length = new Length();
    private final Coding coding = new Coding();
    private final Host host = new Host();
    private Next next = Next.NOTHING;
    private boolean trailers;
    /** Which one the line may still be about, and how many letters of it have come. */
    private Name name = Name.ANY;

    private int matched;

    /** @param trailers which may say nothing about the body any more */
    void begin(boolean trailers) {
        this.trailers = trailers;
        next = Next.FIRST;
        seen.clear();
    }

    boolean isOver() {
        return next == Next.NOTHING;
    }

    boolean haveHost() {
        return seen.contains(Name.HOST);
    }

    boolean haveUpgrade() {
        return seen.contains(Name.UPGRADE);
    }

    boolean haveCoding() {
        return seen.contains(Name.TRANSFER_ENCODING);
    }

    /** Whether the body is chunked and nothing else. */
    boolean sayChunked() {
        return haveCoding() && coding.isChunkedAlone();
    }

    boolean haveLength() {
        return seen.contains(Name.CONTENT_LENGTH);
    }

    /** Whether there is a body, of whatever length but 0. */
    boolean announceContent() {
        return haveCoding() || length() > 0;
    }

    /** In bytes; 0 if none is given. */
    long length() {
        return haveLength() ? length.value() : 0;
    }

    /** The index behind what was read; of the first byte that may not be, its complement. */
    int read(byte[] bytes, int at, int to) {
        return switch (next) {
            case FIRST -> first(bytes[at], at);
            case NAME -> name(bytes, at, to);
            case VALUE -> value(bytes, at, to);
            case END_OF_LINE -> lineFeed(bytes[at], at, Next.FIRST);
            case END -> lineFeed(bytes[at], at, Next.NOTHING);
            case NOTHING -> throw new IllegalStateException(next.name());
        };
    }

    private int first(byte b, int at) {
        if (b == RETURN) {
            next = Next.END;
            return at + 1;
        }
        if (!Octets.isOfToken(b)) {
            return ~at;
        }
        name = Name.beginningWith(Octets.small(b));
        matched = 0;
        next = Next.NAME;
        return at;
    }

    private int name(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && name != Name.ANY && Octets.isOfToken(bytes[at])) {
            if (matched < name.text.length() && Octets.small(bytes[at]) == name.text.charAt(matched)) {
                matched++;
            } else {
                name = Name.ANY;
            }
            at++;
        }
        while (at < to && Octets.isOfToken(bytes[at])) {
            at++;
        }
        if (at == to) {
            return at;
        }
        if (bytes[at] != ':' || !begin(matched == name.text.length() ? name : Name.ANY)) {
            return ~at;
        }
        next = Next.VALUE;
        return at + 1;
    }

    /** RFC 9112 sections 3.2 and 6.3: each of these once, and of length and coding only one; neither in trailers (RFC 9110 section 6.5.1). */
    private boolean begin(Name found) {
        if (trailers) {
            name = Name.ANY;
            return found != Name.CONTENT_LENGTH && found != Name.TRANSFER_ENCODING;
        }
        name = found;
        if (found == Name.CONTENT_LENGTH) {
            length.begin();
            return seen.add(found) && !haveCoding();
        }
        if (found == Name.TRANSFER_ENCODING) {
            coding.begin();
            return seen.add(found) && !haveLength();
        }
        if (found == Name.HOST) {
            host.begin();
        }
        return found == Name.ANY || seen.add(found) || found == Name.UPGRADE;
    }

    private int value(byte[] bytes, int from, int to) {
        int at = from;
        if (name == Name.CONTENT_LENGTH) {
            while (at < to && length.take(bytes[at])) {
                at++;
            }
        } else if (name == Name.TRANSFER_ENCODING) {
            while (at < to && !Octets.isLineEnd(bytes[at])) {
                bytes[at] = Octets.lowered(bytes[at]);
                coding.take(bytes[at++]);
            }
        } else if (name == Name.HOST) {
            while (at < to && !Octets.isLineEnd(bytes[at]) && host.take(bytes[at])) {
                at++;
            }
        } else {
            while (at < to && !Octets.isLineEnd(bytes[at])) {
                at++;
            }
        }
        if (at == to) {
            return at;
        }
        if (bytes[at] != RETURN || !isWhole()) {
            return ~at;
        }
        next = Next.END_OF_LINE;
        return at + 1;
    }

    private boolean isWhole() {
        return switch (name) {
            case CONTENT_LENGTH -> length.isWhole();
            case TRANSFER_ENCODING -> coding.endsInChunked();
            case HOST -> host.isWhole();
            case UPGRADE, ANY -> true;
        };
    }

    private int lineFeed(byte b, int at, Next following) {
        if (b != LINE_FEED) {
            return ~at;
        }
        next = following;
        return at + 1;
    }
}
