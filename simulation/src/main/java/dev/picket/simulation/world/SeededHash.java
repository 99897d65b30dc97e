package dev.picket.simulation.world;

/// A choice that depends on a seed and on names alone, not on the order of asking: the same seed
/// and names give the same number on every machine.
///
/// Idea: fold the characters with FNV-1a, then finish with the 64-bit mixer of SplitMix64 (Steele,
/// Lea, Flood 2014), which makes every input bit move every output bit. Cost: linear in the names.
/// `Objects.hash` was refused: its low bits of short names are close together.
public final class SeededHash {

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private SeededHash() {}

    public static long of(long seed, String... names) {
        long hash = FNV_OFFSET ^ mix(seed);
        for (String name : names) {
            for (int i = 0; i < name.length(); i++) {
                hash = (hash ^ name.charAt(i)) * FNV_PRIME;
            }
            hash = (hash ^ '/') * FNV_PRIME;
        }
        return mix(hash);
    }

    /// A number in [0, bound).
    public static int below(int bound, long seed, String... names) {
        return (int) Long.remainderUnsigned(of(seed, names), bound);
    }

    /// A number in [0, 1), even over the seeds and names.
    public static double ratio(long seed, String... names) {
        return (of(seed, names) >>> 11) * 0x1.0p-53;
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
