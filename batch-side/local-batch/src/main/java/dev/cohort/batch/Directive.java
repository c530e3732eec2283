package dev.cohort.batch;

/** What the scheduler wants done by whoever owns threads and processes. */
sealed interface Directive {
    ChildRun run();

    void accept(Visitor visitor);

    /** Gives a new kind of directive a place in each driver, or the driver does not compile. */
    interface Visitor {
        void start(Start start);

        void stop(Stop stop);
    }

    /** Capacity is taken for this attempt: start it, and report when it runs and when it ended. */
    record Start(ChildRun run) implements Directive {
        @Override
        public void accept(Visitor visitor) {
            visitor.start(this);
        }
    }

    /** Ask the attempt to end; its capacity stays taken until its end is reported. */
    record Stop(ChildRun run, String reason) implements Directive {
        @Override
        public void accept(Visitor visitor) {
            visitor.stop(this);
        }
    }
}
