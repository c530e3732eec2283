package dev.cohort.worker;

import dev.cohort.contract.FailureKind;
import dev.cohort.contract.JsonFault;
import dev.cohort.contract.WorkerExit;
import dev.cohort.contract.WorkerImage;
import dev.cohort.store.StoreFailure;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The worker as a program: one task, told by the environment, and an exit code that AWS Batch's retry rules read. */
public final class Main {
    /** KILL comes 30 s after TERM. */
    private static final long LAST_SECONDS = 28;

    private final Map<String, String> environment;
    private final Cancellation cancellation = new Cancellation();
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile int exitCode = WorkerExit.MAY_PASS.code();

    private Main(Map<String, String> environment) {
        this.environment = environment;
    }

    public static void main(String[] args) {
        if (args.length == 1 && args[0].equals("--version")) {
            System.out.println("Cohort's worker " + version() + ", contract " + WorkerImage.CONTRACT);
            return;
        }
        Main worker = new Main(System.getenv());
        Runtime.getRuntime().addShutdownHook(new Thread(worker::terminated, "worker-term"));
        worker.exitCode = worker.run();
        worker.done.countDown();
        System.exit(worker.exitCode);
    }

    /** Unknown where we do not run from a jar. */
    private static String version() {
        return Objects.requireNonNullElse(Main.class.getPackage().getImplementationVersion(), "of this build");
    }

    /** Runs on TERM, and harmlessly at an ordinary end: the attempt is over then. */
    private void terminated() {
        cancellation.stop(FailureKind.TERMINATED);
        try {
            if (!done.await(LAST_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("The task did not end in time after TERM; it leaves no outcome.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(exitCode);
    }

    private int run() {
        try {
            String url = required("COHORT_JOB");
            Assignments assignments = Assignments.at(url);
            Assignment task = assignments.read(
                    url,
                    number("AWS_BATCH_JOB_ATTEMPT", 1),
                    environment.get("AWS_BATCH_JOB_ID"),
                    number("AWS_BATCH_JOB_ARRAY_INDEX", Assignment.PLAIN),
                    number("AWS_BATCH_JOB_ARRAY_SIZE", 1));
            return run(assignments, task);
        } catch (StoreFailure failure) {
            return told(failure, failure.kind().mayPass() ? WorkerExit.MAY_PASS : WorkerExit.FAILED);
        } catch (JsonFault | IllegalArgumentException failure) {
            return told(failure, WorkerExit.FAILED);
        }
    }

    private int run(Assignments assignments, Assignment task) {
        try (TaskRunner runner = new TaskRunner(assignments.storeFor(task.job()), WorkerSettings.container())) {
            TaskResult result = runner.run(task, cancellation);
            String message = result.outcome().message();
            System.out.flush();
            System.err.println(task.shown() + ": " + result.outcome().status().word()
                    + (message == null ? "" : ". " + Words.harmless(message)));
            return result.exitCode();
        }
    }

    private static int told(RuntimeException failure, WorkerExit exit) {
        System.err.println("The task cannot begin: " + failure.getMessage());
        return exit.code();
    }

    private String required(String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(
                    name + " is not set; it is the URL of the job's file, which Cohort puts into the container.");
        }
        return value;
    }

    private int number(String name, int otherwise) {
        String text = environment.get(name);
        try {
            return text == null || text.isBlank() ? otherwise : Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " is " + Words.quoted(text) + ", which is no number");
        }
    }
}
