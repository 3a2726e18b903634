package io.gatehouse.storm;

/** Bodies that can be told apart: each byte follows from the number of the request, so an answer shows whose it is. */
final class Content {
    private Content() {}

    static byte[] of(long number, int size) {
        byte[] content = new byte[size];
        for (int i = 0; i < size; i++) {
            content[i] = at(number, i);
        }
        return content;
    }

    static boolean is(byte[] content, long number, int size) {
        if (content.length != size) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            if (content[i] != at(number, i)) {
                return false;
            }
        }
        return true;
    }

    private static byte at(long number, int index) {
        return (byte) ('0' + Math.floorMod(number * 31 + index * 7L + (index >> 8), 64));
    }
}
