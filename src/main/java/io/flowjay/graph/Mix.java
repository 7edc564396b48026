package io.flowjay.graph;

/** The finalizer of SplitMix64 (Steele, Lea, Flood 2014): every input bit reaches every output bit. */
final class Mix {
    private Mix() {}

    static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
