package dev.cohort.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Plays one scenario against the scheduler. Every directive has to be named by a line ({@code starts}, {@code begins},
 * {@code stops}) before the next thing happens, so that nothing goes unnoticed. Jobs have their names as ids.
 *
 * <pre>
 * machine cpus=4 · environment E cpus=4 memory=100 gpus=1 · queue Q priority=2 on=E,F · patience overtaken=3 waited=600
 * at 10                       seconds from the start; all that follows happens then
 * submit a array=3 cpus=2 after=whole:x after=n_to_n:y after=sequential attempts=2 timeout=60 rule="onExitCode=75 RETRY"
 * submit a undecided          before the scheduler has looked at it; "decides" makes it look
 * refused a array=1 "part of the message"
 * starts a:0 a:1              exactly these begin, in this order, and run at once
 * begins a:0 / runs a:0       the same in two parts: STARTING, then RUNNING
 * ends a:0 [exit=1] [reason=…] [status=…]      exit=none: nothing exited
 * cancel a "why" · terminate a "why" · stops a:0 "why"
 * shows a PENDING running=2 succeeded=1 "status reason"    all counts that are not 0
 * attempts a:0 "1 exit 1, 2 exit 0"
 * wakes 60                    when the next attempt would have to be stopped
 * </pre>
 */
final class Scenario {
    private final List<ComputeEnvironment> environments = new ArrayList<>();
    private final List<JobQueue> queues = new ArrayList<>();
    private final Map<String, ChildRun> running = new HashMap<>();
    private final List<Directive> unseen = new ArrayList<>();
    private Layout.Patience patience = Layout.Patience.USUAL;
    private Scheduler scheduler;
    private String nextId = "";
    private long now;

    static void play(String title, List<ScenarioLine> lines) {
        Scenario scenario = new Scenario();
        for (ScenarioLine line : lines) {
            try {
                scenario.play(line);
            } catch (AssertionError | RuntimeException fault) {
                throw new AssertionError("'" + title + "', line " + line.number() + ": " + fault.getMessage(), fault);
            }
        }
        scenario.nothingUnseen();
    }

    private void play(ScenarioLine line) {
        switch (line.verb()) {
            case "machine" -> machine(line);
            case "environment" -> environments.add(new ComputeEnvironment(line.word(), line.resources(0)));
            case "queue" -> queues.add(queue(line));
            case "patience" -> patience = patience(line);
            case "starts", "begins" -> starts(line);
            case "stops" -> stops(line);
            case "shows" -> shows(line);
            case "attempts" -> attempts(line);
            case "has" ->
                assertThat(running.get(line.word()).resources().memoryMiB()).isEqualTo(line.number("memory", 0));
            case "wakes" ->
                assertThat(scheduler.nextDeadline().orElse(-1) / 1000).isEqualTo(seconds(line));
            default -> event(line);
        }
    }

    private void event(ScenarioLine line) {
        nothingUnseen();
        switch (line.verb()) {
            case "at" -> now = seconds(line) * 1000;
            case "submit" -> submit(line);
            case "refused" ->
                assertThatThrownBy(() -> submit(line))
                        .isInstanceOf(RefusedJob.class)
                        .hasMessageContaining(line.sentence());
            case "runs" -> line.words().forEach(id -> scheduler.started(running.get(id), now));
            case "ends" -> ends(line);
            case "cancel" -> scheduler.cancel(line.word(), line.sentence(), now);
            case "terminate" -> scheduler.terminate(line.word(), line.sentence(), now);
            case "decides" -> {}
            default -> fail("unknown verb " + line.verb());
        }
        if (!line.words().contains("undecided")) {
            unseen.addAll(scheduler().decide(now));
        }
    }

    private void nothingUnseen() {
        assertThat(unseen).as("directives that no line names").isEmpty();
    }

    private void machine(ScenarioLine line) {
        environments.add(new ComputeEnvironment(Layout.LOCAL, line.resources(1)));
        queues.add(new JobQueue(Layout.LOCAL, 1, List.of(Layout.LOCAL)));
    }

    private static JobQueue queue(ScenarioLine line) {
        return new JobQueue(
                line.word(),
                line.number("priority", 1),
                List.of(line.value("on", "").split(",")));
    }

    private static Layout.Patience patience(ScenarioLine line) {
        return new Layout.Patience(line.number("overtaken", 100), Duration.ofSeconds(line.number("waited", 300)));
    }

    private Scheduler scheduler() {
        if (scheduler == null) {
            scheduler = new Scheduler(new Layout(environments, queues, patience), () -> nextId);
        }
        return scheduler;
    }

    private void submit(ScenarioLine line) {
        nextId = line.word();
        scheduler().submit(spec(line), now);
    }

    private static JobSpec spec(ScenarioLine line) {
        int timeout = line.number("timeout", 0);
        return JobSpec.named(line.word())
                .queue(line.value("queue", Layout.LOCAL))
                .array(line.number("array", 0))
                .priority(line.number("priority", 0))
                .resources(line.resources(1))
                .dependsOn(line.all("after").map(Scenario::dependency).toList())
                .retry(new RetryStrategy(
                        line.number("attempts", 1),
                        line.all("rule").map(Scenario::rule).toList(),
                        Double.parseDouble(line.value("grows", "1"))))
                .throttle(
                        line.all("throttle").findFirst().map(Scenario::throttle).orElse(null))
                .timeout(timeout == 0 ? null : Duration.ofSeconds(timeout))
                .build();
    }

    private static Dependency dependency(String text) {
        int colon = text.indexOf(':');
        String type = (colon < 0 ? text : text.substring(0, colon)).toUpperCase(Locale.ROOT);
        return new Dependency(colon < 0 ? null : text.substring(colon + 1), Dependency.Type.valueOf(type));
    }

    /** {@code name:most}. */
    private static Throttle throttle(String text) {
        int colon = text.indexOf(':');
        return new Throttle(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }

    /** {@code onExitCode=75 & onReason=Out of* RETRY}. */
    private static ExitRule rule(String text) {
        int space = text.lastIndexOf(' ');
        Map<String, String> conditions = new HashMap<>();
        for (String condition : text.substring(0, space).split(" & ")) {
            conditions.put(
                    condition.substring(0, condition.indexOf('=')), condition.substring(condition.indexOf('=') + 1));
        }
        return new ExitRule(
                conditions.get("onExitCode"),
                conditions.get("onReason"),
                conditions.get("onStatusReason"),
                ExitRule.Action.valueOf(text.substring(space + 1)));
    }

    private void starts(ScenarioLine line) {
        List<String> ids = new ArrayList<>();
        while (!unseen.isEmpty()
                && unseen.get(0) instanceof Directive.Start
                && ids.size() < line.words().size()) {
            ChildRun run = unseen.remove(0).run();
            ids.add(run.id() + (run.environment().equals(Layout.LOCAL) ? "" : "@" + run.environment()));
            running.put(run.id(), run);
            if (line.verb().equals("starts")) {
                scheduler.started(run, now);
            }
        }
        assertThat(ids).isEqualTo(line.words());
    }

    private void stops(ScenarioLine line) {
        assertThat(unseen).isNotEmpty();
        assertThat(unseen.remove(0)).isEqualTo(new Directive.Stop(running.get(line.word()), line.sentence()));
    }

    private void ends(ScenarioLine line) {
        String exit = line.value("exit", "0");
        for (String id : line.words()) {
            scheduler.ended(
                    running.get(id),
                    new Ended(
                            exit.equals("none") ? null : Integer.valueOf(exit),
                            line.all("reason").findFirst().orElse(null),
                            line.value("status", Ended.EXITED)),
                    now);
        }
    }

    private void shows(ScenarioLine line) {
        JobDetail detail = detail(line.word());
        assertThat(detail.status()).isEqualTo(JobStatus.valueOf(line.words().get(1)));
        if (detail.spec().isArray() && detail.index() == null) {
            assertThat(counts(detail)).isEqualTo(line.pairs().stream().sorted().toList());
        }
        if (!line.sentence().isEmpty()) {
            assertThat(detail.statusReason() + "").startsWith(line.sentence());
        }
    }

    private static List<String> counts(JobDetail detail) {
        return detail.statusSummary().entrySet().stream()
                .filter(e -> e.getValue() > 0)
                .map(e -> e.getKey().name().toLowerCase(Locale.ROOT) + "=" + e.getValue())
                .sorted()
                .toList();
    }

    private void attempts(ScenarioLine line) {
        String told = detail(line.word()).attempts().stream()
                .map(a -> a.number() + " exit " + a.exitCode())
                .collect(Collectors.joining(", "));
        assertThat(told).isEqualTo(line.sentence());
    }

    private JobDetail detail(String id) {
        List<JobDetail> details = Descriptions.of(scheduler.jobs(), List.of(id));
        assertThat(details).as("the job " + id).hasSize(1);
        return details.get(0);
    }

    private static long seconds(ScenarioLine line) {
        return Long.parseLong(line.word());
    }

    /** Scenarios of one file by their titles, which stand behind {@code ==}. */
    static Map<String, List<ScenarioLine>> read(List<String> text) {
        Map<String, List<ScenarioLine>> scenarios = new LinkedHashMap<>();
        List<ScenarioLine> current = new ArrayList<>();
        for (int i = 0; i < text.size(); i++) {
            String line = text.get(i).strip();
            if (line.startsWith("== ")) {
                current = new ArrayList<>();
                assertThat(scenarios.put(line.substring(3), current))
                        .as("two scenarios: " + line)
                        .isNull();
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                current.add(ScenarioLine.parse(i + 1, line));
            }
        }
        return scenarios;
    }
}
