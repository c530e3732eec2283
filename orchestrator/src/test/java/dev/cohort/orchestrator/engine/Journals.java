package dev.cohort.orchestrator.engine;

import dev.cohort.orchestrator.journal.Journal;
import dev.cohort.orchestrator.journal.RunJournal;
import dev.cohort.orchestrator.plan.RunPlan;
import dev.cohort.orchestrator.run.Plans;
import dev.cohort.store.Store;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;

/** Journals of runs that have begun, and of which the plan is still to come. */
public final class Journals {
    public static final Clock CLOCK = Clock.fixed(Plans.NOON, ZoneOffset.UTC);

    private Journals() {}

    public static RunJournal begun(Store store, RunPlan plan, RunListener listener) {
        RunJournal journal = new RunJournal(new Journal(store, plan.settings().run()), Plans.OWNER, System::nanoTime);
        journal.insist(List.of(Plans.started(plan)));
        journal.listen(listener::on);
        return journal;
    }
}
