package dev.cohort.worker;

import dev.cohort.contract.Json;
import dev.cohort.step.Step;
import dev.cohort.step.StepFailure;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The JVM of a {@code java} body: runs one step object on one task, and leaves in a file how that ended. */
final class JavaBody {
    private final JavaTask task;
    private final TaskContext context;

    private JavaBody(JavaTask task) {
        this.task = task;
        this.context = new TaskContext(task);
    }

    public static void main(String[] args) throws IOException {
        JavaBody body = new JavaBody(JavaTask.read(Path.of(args[0])));
        BodyEnd end = body.run();
        body.task.write(end);
        System.out.flush();
        // Threads that the step left running are none of its results.
        Runtime.getRuntime().halt(end.failed() ? 1 : 0);
    }

    private BodyEnd run() {
        try (PayloadLoader payload = new PayloadLoader(task.payload())) {
            Thread.currentThread().setContextClassLoader(payload);
            step(payload).run(context);
            return end(null);
        } catch (StepFailure failure) {
            return end(failure);
        } catch (OutOfMemoryError failure) {
            failure.printStackTrace(System.out);
            return new BodyEnd(true, null, null, failure.toString(), true, Map.of());
        } catch (Throwable failure) {
            failure.printStackTrace(System.out);
            return failed(unforeseen(failure), null, null);
        }
    }

    private Step step(PayloadLoader payload) {
        try {
            Class<?> type = Class.forName(task.className(), true, payload);
            return type.asSubclass(Step.class).getConstructor().newInstance();
        } catch (ClassNotFoundException e) {
            throw unusable("is not in the payload " + task.payload().getFileName(), e);
        } catch (ClassCastException e) {
            throw unusable("is no Step", e);
        } catch (NoSuchMethodException | IllegalAccessException | InstantiationException e) {
            throw unusable("has no public constructor without parameters", e);
        } catch (InvocationTargetException e) {
            throw unusable("cannot be made: " + e.getCause(), e);
        }
    }

    private StepFailure unusable(String why, Exception cause) {
        return new StepFailure(
                "The class " + task.className() + " " + why + ". Correct `class`, or pack the jar anew.", cause);
    }

    private String unforeseen(Throwable failure) {
        String message = failure.getMessage() == null ? "" : ": " + failure.getMessage();
        return task.className() + " failed with " + failure.getClass().getName() + message
                + "; its trace stands in the log";
    }

    private BodyEnd end(@Nullable StepFailure failure) {
        if (failure == null) {
            return new BodyEnd(false, null, null, null, false, metrics());
        }
        return failed(String.valueOf(failure.getMessage()), boxed(failure.toolExit()), boxed(failure.signal()));
    }

    private BodyEnd failed(String message, @Nullable Integer toolExit, @Nullable Integer signal) {
        return new BodyEnd(true, toolExit, signal, message, false, metrics());
    }

    private Map<String, Json> metrics() {
        return context.metrics();
    }

    private static @Nullable Integer boxed(OptionalInt number) {
        return number.isPresent() ? number.getAsInt() : null;
    }
}
