package dev.cohort.steps.simulate;

import dev.cohort.steps.simulate.ReadPair.Read;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Reads both ends of a fragment, with a wrong base now and then. */
final class Sequencer {
    static final int READ_LENGTH = 75;
    private static final double ERROR_RATE = 0.001;
    private static final byte SURE = 37;
    private static final byte UNSURE = 12;
    private static final String BASES = "ACGT";

    private final Strand strand;
    private final Random random;

    Sequencer(Strand strand, Random random) {
        this.strand = strand;
        this.random = random;
    }

    ReadPair read(String name, String fragment) {
        Read along = read(fragment);
        Read against = read(reverseComplement(fragment));
        return strand.firstReadsAlong(random) ? new ReadPair(name, along, against) : new ReadPair(name, against, along);
    }

    private Read read(String fragment) {
        byte[] bases = fragment.substring(0, READ_LENGTH).getBytes(StandardCharsets.US_ASCII);
        byte[] qualities = new byte[READ_LENGTH];
        Arrays.fill(qualities, SURE);
        for (int i = 0; i < READ_LENGTH; i++) {
            if (random.nextDouble() < ERROR_RATE) {
                bases[i] = other(bases[i]);
                qualities[i] = UNSURE;
            }
        }
        return new Read(bases, qualities);
    }

    private byte other(byte base) {
        int shift = 1 + random.nextInt(BASES.length() - 1);
        return (byte) BASES.charAt((BASES.indexOf(base) + shift) % BASES.length());
    }

    static String reverseComplement(String bases) {
        StringBuilder complement = new StringBuilder(bases.length());
        for (int i = bases.length() - 1; i >= 0; i--) {
            complement.append(BASES.charAt(BASES.length() - 1 - BASES.indexOf(bases.charAt(i))));
        }
        return complement.toString();
    }
}
