package org.espalier.measure;

/**
 * The random numbers of Python's {@code random.Random(seed)}, so that what a reference draws can be
 * drawn again: the Mersenne Twister MT19937, seeded by an array of one number. Matsumoto and
 * Nishimura, ACM TOMACS 8 (1998), and their mt19937ar.c (2002).
 */
final class PythonRandom {
    private static final int SIZE = 624;
    private static final int AHEAD = 397;
    private static final double UNIT = 1.0 / (1L << 53);

    private final int[] state = new int[SIZE];
    private int next = SIZE;

    /**
     * Seeds the generator.
     *
     * @param seed 0 or more
     */
    PythonRandom(int seed) {
        state[0] = 19650218;
        for (int i = 1; i < SIZE; i++) {
            state[i] = 1812433253 * mixed(i) + i;
        }
        for (int k = 0, i = 1; k < SIZE; k++, i = following(i)) {
            state[i] = (state[i] ^ mixed(i) * 1664525) + seed;
        }
        for (int k = 1, i = 2; k < SIZE; k++, i = following(i)) {
            state[i] = (state[i] ^ mixed(i) * 1566083941) - i;
        }
        state[0] = 1 << 31;
    }

    private int mixed(int i) {
        return state[i - 1] ^ state[i - 1] >>> 30;
    }

    /** The place after one; from the end to the second, while the last one becomes the first. */
    private int following(int i) {
        if (i + 1 < SIZE) {
            return i + 1;
        }
        state[0] = state[SIZE - 1];
        return 1;
    }

    /** A number from 0 to below 1. */
    double nextDouble() {
        long high = nextInt() >>> 5;
        long low = nextInt() >>> 6;
        return ((high << 26) + low) * UNIT;
    }

    private int nextInt() {
        if (next == SIZE) {
            twist();
        }
        int y = state[next++];
        y ^= y >>> 11;
        y ^= y << 7 & 0x9d2c5680;
        y ^= y << 15 & 0xefc60000;
        return y ^ y >>> 18;
    }

    private void twist() {
        for (int i = 0; i < SIZE; i++) {
            int y = state[i] & 0x80000000 | state[(i + 1) % SIZE] & 0x7fffffff;
            state[i] = state[(i + AHEAD) % SIZE] ^ y >>> 1 ^ ((y & 1) == 0 ? 0 : 0x9908b0df);
        }
        next = 0;
    }
}
