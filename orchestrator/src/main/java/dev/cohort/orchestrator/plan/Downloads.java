package dev.cohort.orchestrator.plan;

import dev.cohort.contract.InputPattern;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What the tasks of a plan fetch from S3, if each is tried once.
 *
 * @param files how many they fetch; one that several tasks read counts for each, unless they may share it
 * @param bytes what those come to whose size is known
 * @param unsized how many of them have a size that is not known
 * @param shared how many of them are fetched for all tasks of a host
 * @param ofItself whether they also fetch what the run itself makes first, which nobody knows yet
 */
public record Downloads(long files, long bytes, long unsized, long shared, boolean ofItself) {
    public static final Downloads NONE = new Downloads(0, 0, 0, 0, false);

    private static final String S3 = "s3://";

    /** What is known already; nothing is looked up for it. */
    public static Downloads of(RunPlan plan, Holdings holdings) {
        Tally tally = new Tally(plan, holdings);
        plan.steps().stream().filter(step -> step.run() > 0).forEach(tally::step);
        return tally.sum();
    }

    public boolean isNone() {
        return files == 0 && !ofItself;
    }

    /** Goes through all inputs of all tasks that run, without keeping anything of a task. */
    private static final class Tally {
        /** A reference is shared, or a few; where each task has its own, sharing saves nothing, and here only memory. */
        private static final int MOST_SHARED = 10_000;

        private final RunPlan plan;
        private final Holdings holdings;
        private final boolean storeOnS3;
        private final Set<String> seen = new HashSet<>();
        private final Map<InputPattern.Gather, Holdings.Amount> gathers = new HashMap<>();
        private long files;
        private long bytes;
        private long unsized;
        private long shared;
        private boolean ofItself;

        Tally(RunPlan plan, Holdings holdings) {
            this.plan = plan;
            this.holdings = holdings;
            this.storeOnS3 = plan.settings().store().startsWith(S3);
        }

        Downloads sum() {
            return new Downloads(files, bytes, unsized, shared, ofItself);
        }

        void step(StepPlan step) {
            plan.inputs(step.name()).forEach((name, input) -> {
                boolean isShared = plan.isShared(step.name(), name);
                boolean isPaid = plan.isPaid(step.name(), name);
                files += lanes(step)
                        .mapToLong(lane -> input.accept(new Fetched(lane, isShared, isPaid)))
                        .sum();
            });
        }

        private IntStream lanes(StepPlan step) {
            return (step.step().perSample() ? IntStream.range(0, plan.samples()) : IntStream.of(Holdings.COHORT))
                    .filter(lane -> plan.runs(step.name(), lane));
        }

        private boolean isFirst(String what) {
            return seen.size() < MOST_SHARED ? seen.add(what) : !seen.contains(what);
        }

        private Holdings.Amount gathered(InputPattern.Gather input) {
            return IntStream.range(0, plan.samples())
                    .filter(lane -> !plan.isNotNeeded(input.step(), lane))
                    .mapToObj(lane -> left(input.step(), input.output(), lane))
                    .reduce(Holdings.Amount.NOTHING, Holdings.Amount::plus);
        }

        private Holdings.Amount left(String step, String output, int lane) {
            boolean now = storeOnS3 && plan.runs(step, lane);
            ofItself |= now;
            return now || !storeOnS3 ? Holdings.Amount.NOTHING : holdings.left(step, lane, output);
        }

        /** How many files are fetched for one input of one task. */
        private final class Fetched implements InputPattern.Visitor<Long> {
            private final int lane;
            private final boolean isShared;
            private final boolean isPaid;

            Fetched(int lane, boolean isShared, boolean isPaid) {
                this.lane = lane;
                this.isShared = isShared;
                this.isPaid = isPaid;
            }

            private long add(Holdings.Amount amount, String what) {
                if (amount.files() == 0 || isShared && !isFirst(what)) {
                    return 0;
                }
                bytes += amount.bytes();
                shared += isShared ? amount.files() : 0;
                return amount.files();
            }

            private long outside(String location) {
                if (!location.startsWith(S3)) {
                    return 0;
                }
                OptionalLong size = holdings.size(location, isPaid);
                long fetched = add(new Holdings.Amount(1, size.orElse(0)), location);
                unsized += size.isEmpty() ? fetched : 0;
                return fetched;
            }

            private long made(String step, String output, int maker) {
                Holdings.Amount left = left(step, output, maker);
                return left.files() == 0 ? 0 : add(left, step + "/" + output + "/" + maker);
            }

            @Override
            public Long value(InputPattern.Value input) {
                return 0L;
            }

            @Override
            public Long file(InputPattern.File input) {
                return outside(plan.location(input, lane));
            }

            @Override
            public Long files(InputPattern.Files input) {
                return plan.locations(input, lane).stream()
                        .mapToLong(this::outside)
                        .sum();
            }

            @Override
            public Long fromLane(InputPattern.FromLane input) {
                return plan.isNotNeeded(input.step(), lane) ? 0L : made(input.step(), input.output(), lane);
            }

            @Override
            public Long fromCohort(InputPattern.FromCohort input) {
                return made(input.step(), input.output(), Holdings.COHORT);
            }

            /** Once for all that read it: it takes a look at every lane. */
            @Override
            public Long gather(InputPattern.Gather input) {
                return add(gathers.computeIfAbsent(input, Tally.this::gathered), input.step() + "/" + input.output());
            }
        }
    }
}
