package io.gatehouse.gateway.upstream;

/** Numbers from texts: spread evenly, the same in every process, and of no use against an attacker. */
final class Hashes {
    private Hashes() {}

    /** FNV-1a over the characters, then mixed. */
    static long of(String text) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
        }
        return mix(hash);
    }

    /** The finalizer of SplitMix64: every bit of the input changes half of the output's. */
    static long mix(long bits) {
        long mixed = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    /** A fraction from 0 to 1 out of the upper bits. */
    static double fraction(long bits) {
        return (bits >>> 11) * 0x1.0p-53;
    }
}
