package dev.cohort.steps.simulate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decides which fusions a sample carries, from the seed and the sample's name alone.
 *
 * <p>How many is plain from the name: the number at its end modulo 4, so that S1 has one, S2 two, S3 three, S4 none. Of
 * any four samples in a row each kind is there. A name that ends in no number draws how many.
 */
final class Planting {
    private static final int KINDS = 4;
    /** The last two digits decide what is left over by 4. */
    private static final Pattern LAST_DIGITS = Pattern.compile("[0-9]{1,2}$");

    private final Transcriptome transcriptome;
    private final long seed;

    Planting(Transcriptome transcriptome, long seed) {
        this.transcriptome = transcriptome;
        this.seed = seed;
    }

    List<Fusion> of(String sample) {
        Random random = Draws.of(seed, "planted in " + sample);
        int count = count(sample, random);
        List<Fusion> shuffled = new ArrayList<>(transcriptome.fusions());
        Collections.shuffle(shuffled, random);
        return List.copyOf(shuffled.subList(0, Math.min(count, shuffled.size())));
    }

    private static int count(String sample, Random random) {
        Matcher digits = LAST_DIGITS.matcher(sample);
        int number = digits.find() ? Integer.parseInt(digits.group()) : random.nextInt(KINDS);
        return number % KINDS;
    }
}
