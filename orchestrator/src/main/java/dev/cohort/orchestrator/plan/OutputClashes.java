package dev.cohort.orchestrator.plan;

import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Visible;
import dev.cohort.orchestrator.samples.SampleTable;
import dev.cohort.orchestrator.spec.OutputSpec;
import dev.cohort.orchestrator.spec.Reference;
import dev.cohort.orchestrator.spec.Root;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/** Tells outputs of one step that only the values of a lane make one file, or one inside the other. */
final class OutputClashes {
    /** Stands around an expression; no path can hold it. */
    private static final char MARK = '\0';

    private final SampleTable samples;
    private final LaneValues values;
    private final Problems problems;

    OutputClashes(SampleTable samples, LaneValues values, Problems problems) {
        this.samples = samples;
        this.values = values;
        this.problems = problems;
    }

    void tell(Collection<OutputSpec> outputs) {
        List<OutputSpec> before = new ArrayList<>();
        for (OutputSpec output : outputs) {
            before.forEach(first -> tell(first, output));
            before.add(output);
        }
    }

    /** Lanes are only looked through for a pair of paths that some values could make one. */
    private void tell(OutputSpec first, OutputSpec second) {
        if (areAlwaysApart(first, second)) {
            return;
        }
        boolean perSample = readsSample(first) || readsSample(second);
        IntStream.range(0, perSample ? samples.size() : 1)
                .filter(lane -> OutputSpec.overlap(path(first, lane), path(second, lane)))
                .findFirst()
                .ifPresent(lane -> problems.add(clash(first, second, lane, perSample)));
    }

    /** Two paths without expressions were compared when the pipeline was read. */
    private static boolean areAlwaysApart(OutputSpec first, OutputSpec second) {
        String one = marked(first);
        String other = marked(second);
        int at = Arrays.mismatch(one.toCharArray(), other.toCharArray());
        boolean fixed = one.indexOf(MARK) < 0 && other.indexOf(MARK) < 0;
        return fixed || (at >= 0 && at < Math.min(one.length(), other.length()) && isLiteral(one, other, at));
    }

    /** Whether the two differ in plain text, after a beginning that is the same whatever its expressions stand for. */
    private static boolean isLiteral(String one, String other, int at) {
        boolean between = one.substring(0, at).chars().filter(c -> c == MARK).count() % 2 == 0;
        return between && one.charAt(at) != MARK && other.charAt(at) != MARK;
    }

    private static String marked(OutputSpec output) {
        return output.path().render(reference -> MARK + reference.path() + MARK);
    }

    private static boolean readsSample(OutputSpec output) {
        return output.path().references().stream().map(Reference::root).anyMatch(Root.SAMPLE::equals);
    }

    private String path(OutputSpec output, int lane) {
        return output.path().render(reference -> values.known(reference, lane));
    }

    private Problem clash(OutputSpec first, OutputSpec second, int lane, boolean perSample) {
        String path = path(second, lane);
        boolean same = path.equals(path(first, lane));
        return Problem.error(
                        second.path().place(),
                        (perSample ? "for the sample `" + samples.sample(lane) + "` " : "with these params ")
                                + "the outputs `" + first.name() + "` and `" + second.name() + "` "
                                + (same ? "are the same file, " : "overlap: one lies in the other, at ")
                                + Visible.quote(path))
                .note("`" + first.name() + "` is here", first.path().place())
                .hint("give each a path of its own, whatever the values are");
    }
}
