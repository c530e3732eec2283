package dev.cohort.worker;

import dev.cohort.contract.Body;
import dev.cohort.contract.FailureKind;
import dev.cohort.contract.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Turns the body of a step into a process for one task. */
final class BodyCommands {
    /** Linux takes one argument of at most 128 KiB. */
    private static final int LONGEST_ARGUMENT = 100_000;

    private static final long LONGEST_SPLICE = 100_000;
    static final List<String> BASH = List.of("bash", "-euo", "pipefail");

    private final WorkerSettings settings;

    BodyCommands(WorkerSettings settings) {
        this.settings = settings;
    }

    Launch launch(Attempt attempt) throws IOException {
        try {
            return attempt.job().body().accept(new Launching(attempt));
        } catch (UncheckedIOException e) {
            throw Objects.requireNonNull(e.getCause());
        }
    }

    /** {@code inputs.NAME.*} is all paths of the input NAME. */
    static String input(Template.Splice splice) {
        return splice.path().split("\\.", -1)[1];
    }

    private final class Launching implements Body.Visitor<Launch> {
        private final Attempt attempt;
        private final Map<String, String> environment;
        private long splicedBytes;

        Launching(Attempt attempt) throws IOException {
            this.attempt = attempt;
            this.environment = new TreeMap<>(settings.environment());
            environment.put("TMPDIR", attempt.directory().tmp().toString());
            attempt.job().env().forEach((name, value) -> environment.put(name, rendered(value)));
            new SecretValues(attempt).giveTo(environment);
        }

        private String rendered(Template template) {
            return attempt.values().render(template);
        }

        @Override
        public Launch command(Body.Command body) {
            List<String> argv = new ArrayList<>(body.argv().size());
            body.argv()
                    .forEach(argument -> argument.splice()
                            .ifPresentOrElse(
                                    splice -> argv.addAll(spliced(splice)), () -> argv.add(rendered(argument))));
            return new Launch(argv, environment, argv.get(0), argv.get(0));
        }

        private List<String> spliced(Template.Splice splice) {
            String name = input(splice);
            List<String> paths = attempt.given(name).paths();
            requireShort(name, paths);
            return paths;
        }

        private void requireShort(String name, List<String> paths) {
            splicedBytes += paths.stream()
                    .mapToLong(path -> path.getBytes(StandardCharsets.UTF_8).length + 1L)
                    .sum();
            if (splicedBytes > LONGEST_SPLICE) {
                throw new TaskFailure(
                        FailureKind.STAGE_IN,
                        "`${{ inputs." + name + ".* }}` stands for " + paths.size() + " paths of " + splicedBytes / 1000
                                + " kB together; at most 100 kB fit on a command line. Use `${{ inputs." + name
                                + " }}`, the path of a list of them (sample, path, status), instead.");
            }
        }

        @Override
        public Launch run(Body.Run body) {
            body.variables().forEach((name, value) -> environment.put(name, rendered(value)));
            List<String> argv = new ArrayList<>(BASH);
            if (body.script().length() < LONGEST_ARGUMENT / 3) {
                argv.addAll(List.of("-c", body.script()));
            } else {
                argv.add(written(body.script()).toString());
            }
            return new Launch(
                    argv,
                    environment,
                    "bash",
                    "The script of step " + attempt.job().step());
        }

        private Path written(String script) {
            try {
                return Files.writeString(attempt.directory().root().resolve("script"), script);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Launch java(Body.Java body) {
            try {
                return JavaTask.launch(settings, attempt, body, environment);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Launch script(Body.Script body) {
            try {
                environment.putAll(ClassicEnvironment.of(attempt));
                List<String> args = body.args().stream().map(this::rendered).toList();
                return ClassicEnvironment.isZip(attempt) ? zipped(args) : plain(args);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private Launch plain(List<String> args) {
            Path script = payload();
            List<String> argv = new ArrayList<>(List.of(script.toString()));
            argv.addAll(args);
            return new Launch(argv, environment, "", String.valueOf(script.getFileName()));
        }

        /** As fetch-and-run has always done it: unpacked where it starts, and the first argument names the script in it. */
        private Launch zipped(List<String> args) throws IOException {
            Path work = attempt.directory().work();
            if (args.isEmpty()) {
                throw new TaskFailure(
                        FailureKind.STAGE_IN,
                        "Which script of " + payload().getFileName()
                                + " shall run? Give its path in the zip as the first of the step's `args`.");
            }
            new ZipPayload(payload(), work).unpack();
            Path script = work.resolve(args.get(0)).normalize();
            if (!script.startsWith(work) || !Files.isRegularFile(script)) {
                throw new TaskFailure(
                        FailureKind.STAGE_IN,
                        "There is no script " + Words.quoted(args.get(0)) + " in the payload "
                                + payload().getFileName()
                                + ". The first of the step's `args` names one by its path in the zip.");
            }
            List<String> argv = new ArrayList<>(List.of(script.toString()));
            argv.addAll(args.subList(1, args.size()));
            return new Launch(argv, environment, "", args.get(0));
        }

        private Path payload() {
            Path payload = attempt.payload();
            if (payload == null) {
                throw new TaskFailure(
                        FailureKind.STAGE_IN,
                        "Step " + attempt.job().step() + " has a `script` body, but its job names no payload.");
            }
            return payload;
        }

        @Override
        public Launch pass(Body.Pass body) {
            throw new IllegalStateException("a join has no body to run");
        }
    }
}
