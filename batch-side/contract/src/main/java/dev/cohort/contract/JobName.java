package dev.cohort.contract;

/**
 * How jobs are named: unique to run, step, group, chunk and round, so that a submit whose answer was lost can be looked
 * up, and valid for AWS Batch (first a letter or digit, then also {@code _} and {@code -}, at most 128 characters).
 */
public final class JobName {
    public static final int MAX_LENGTH = 128;

    /** AWS Batch takes no dot, which steps of used pipelines have in their names. */
    private static final String DOT = "--";

    private JobName() {}

    /** The name of an array, or of the plain job that stands for an array of one. */
    public static String of(RunId run, String step, int group, int chunk, int round) {
        return fit(run, step, "-g" + natural(group) + "c" + natural(chunk) + "r" + natural(round));
    }

    /** The name of a job that only gathers dependencies. */
    public static String join(RunId run, String step, int number, int round) {
        return fit(run, step, "-j" + natural(number) + "r" + natural(round));
    }

    private static String fit(RunId run, String step, String suffix) {
        String head = run.text() + "-";
        int room = MAX_LENGTH - head.length() - suffix.length();
        String plain = checked(step).replace(".", DOT);
        return head + (plain.length() <= room && !step.contains(DOT) ? plain : cut(step, plain, room)) + suffix;
    }

    /** Steps that begin alike, or whose names hold what stands for a dot, stay apart by the hash of the whole name. */
    private static String cut(String step, String plain, int room) {
        String hash = "-" + Digest.short16(new Digest().field(step).hex());
        return plain.substring(0, Math.min(plain.length(), room - hash.length())) + hash;
    }

    private static String checked(String step) {
        if (step.isEmpty() || Names.firstOther(step, "_-.").isPresent()) {
            throw new IllegalArgumentException(Names.quoted(step) + " cannot stand in the name of a job");
        }
        return step;
    }

    private static int natural(int number) {
        if (number < 0) {
            throw new IllegalArgumentException("groups, chunks, joins and rounds are counted from 0, not " + number);
        }
        return number;
    }
}
