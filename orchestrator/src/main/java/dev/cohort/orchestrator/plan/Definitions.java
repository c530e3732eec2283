package dev.cohort.orchestrator.plan;

import dev.cohort.contract.Body;
import dev.cohort.contract.Fingerprint;
import dev.cohort.contract.InputPattern;
import dev.cohort.contract.Json;
import dev.cohort.contract.JsonObject;
import dev.cohort.contract.LaneReads;
import dev.cohort.contract.Limits;
import dev.cohort.contract.Mount;
import dev.cohort.contract.OutputPattern;
import dev.cohort.contract.Payload;
import dev.cohort.contract.Template;
import dev.cohort.contract.Terms;
import dev.cohort.orchestrator.graph.ResolvedInput;
import dev.cohort.orchestrator.graph.ResolvedStep;
import dev.cohort.orchestrator.spec.BodySpec;
import dev.cohort.orchestrator.spec.InputSpec;
import dev.cohort.orchestrator.spec.OutputSpec;
import dev.cohort.orchestrator.spec.Reference;
import dev.cohort.orchestrator.spec.Root;
import dev.cohort.orchestrator.spec.TemplateSpec;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts steps into the form that workers read: params become text, what only a lane knows stays a hole. */
final class Definitions {
    private final PlanSettings settings;
    private final Bases bases;
    private final NotNeeded notNeeded;

    Definitions(PlanSettings settings, Bases bases, NotNeeded notNeeded) {
        this.notNeeded = notNeeded;
        this.settings = settings;
        this.bases = bases;
    }

    StepDefinition define(ResolvedStep step) {
        Body body = step.spec().body().accept(new Bodies());
        Map<String, InputPattern> inputs = new LinkedHashMap<>();
        step.inputs().forEach((name, input) -> inputs.put(name, input.accept(new Inputs())));
        Map<String, OutputPattern> outputs = new LinkedHashMap<>();
        step.spec().outputs().forEach((name, output) -> outputs.put(name, output(output)));
        Map<String, Template> env = env(step);
        Terms terms = terms(step);
        Payload payload = settings.payloads().get(step.name());
        return new StepDefinition(
                body,
                inputs,
                outputs,
                env,
                limits(step),
                terms,
                payload,
                def(step, body, inputs, outputs, env, payload),
                LaneReads.of(body, outputs, env));
    }

    /** A fetched script was written for an environment that holds all params, in upper case; what the step says itself counts. */
    private Map<String, Template> env(ResolvedStep step) {
        Map<String, Template> env = new LinkedHashMap<>();
        if (step.spec().body() instanceof BodySpec.Script script) {
            script.env().forEach((variable, param) -> env.put(variable, Template.of(part(param))));
        }
        step.spec().provisions().env().forEach((name, value) -> env.put(name, template(value)));
        return env;
    }

    private Terms terms(ResolvedStep step) {
        Map<String, InputSpec> inputs = step.spec().inputs();
        return new Terms(
                List.copyOf(step.spec().provisions().secrets().keySet()),
                settings(step).mounts().stream()
                        .map(mount -> new Mount(mount.host(), mount.efs(), mount.at(), mount.readOnly()))
                        .toList(),
                names(inputs, input -> input.staging().copy()),
                names(inputs, input -> input.staging().isShared()),
                names(inputs, input -> input.staging().isPaid()),
                step.spec().retry().onExit(),
                null,
                null,
                settings.encryption());
    }

    private static Set<String> names(Map<String, InputSpec> inputs, Predicate<InputSpec> which) {
        return inputs.values().stream().filter(which).map(InputSpec::name).collect(Collectors.toSet());
    }

    private StepSettings settings(ResolvedStep step) {
        return new StepSettings(step.spec(), settings.params());
    }

    /** Whatever changes what a step leaves; not how much it may take, nor where its inputs come from (their content counts). */
    private String def(
            ResolvedStep step,
            Body body,
            Map<String, InputPattern> inputs,
            Map<String, OutputPattern> outputs,
            Map<String, Template> env,
            @Nullable Payload payload) {
        JsonObject.Builder kinds = Json.object();
        inputs.forEach((name, input) -> kinds.put(name, input.accept(new InputKinds())));
        JsonObject.Builder patterns = Json.object();
        outputs.forEach((name, output) -> patterns.put(name, output.toJson()));
        JsonObject.Builder variables = Json.object();
        env.forEach((name, value) -> variables.put(name, value.toJson()));
        return Fingerprint.def(Json.object()
                .put("each", step.spec().each().word())
                .put("body", body.toJson())
                .put("inputs", kinds.build())
                .put("outputs", patterns.build())
                .put("env", variables.build())
                .putIfPresent("secrets", secrets(step))
                .putIfPresent("mounts", mounts(step))
                .putIfPresent("image", image(step))
                .putIfPresent("payload", payload == null ? unfetched(step) : payload.sha256())
                .build());
    }

    /** By name and address: what lies there may change, and nobody may look. */
    private @Nullable Json secrets(ResolvedStep step) {
        JsonObject.Builder secrets = Json.object();
        settings(step).secrets().forEach(secrets::put);
        return step.spec().provisions().secrets().isEmpty() ? null : secrets.build();
    }

    /** By source and place: nobody digests what lies there. Whether the body may write there is between it and its author. */
    private @Nullable Json mounts(ResolvedStep step) {
        List<Json> mounts = settings(step).mounts().stream()
                .<Json>map(mount -> Json.object()
                        .put("at", mount.at())
                        .putIfPresent("host", mount.host())
                        .putIfPresent("efs", mount.efs())
                        .putIfPresent("root", mount.root())
                        .putIfPresent("accessPoint", mount.accessPoint())
                        .build())
                .toList();
        return mounts.isEmpty() ? null : Json.array(mounts);
    }

    /** A payload is known by its digest; until that is known, by the file that is named. */
    private static @Nullable String unfetched(ResolvedStep step) {
        BodySpec body = step.spec().body();
        if (body instanceof BodySpec.Java java) {
            return java.jar();
        }
        return body instanceof BodySpec.Script script ? script.file() : null;
    }

    /** An image is known by its digest; until that is known, by its name. */
    private @Nullable String image(ResolvedStep step) {
        @Nullable String digest = settings.images().get(step.name());
        return digest == null ? step.spec().image() : digest;
    }

    private static Limits limits(ResolvedStep step) {
        return new Limits(
                step.spec().resources().cpus(),
                step.spec().resources().memoryMiB(),
                step.spec().resources().diskMiB(),
                step.spec().limit().map(Duration::toSeconds).orElse(null),
                step.spec().resources().gpus());
    }

    private OutputPattern output(OutputSpec output) {
        return new OutputPattern(
                template(output.path()),
                OutputPattern.Kind.valueOf(output.kind().name()),
                output.optional());
    }

    Template template(TemplateSpec spec) {
        return new Template(spec.parts().stream()
                .map(part -> part.<Template.Part>fold(Template.Text::new, this::part))
                .toList());
    }

    private Template.Part part(Reference reference) {
        if (reference.root() == Root.PARAMS) {
            return new Template.Text(settings.params().getOrDefault(reference.first(), ""));
        }
        return reference.splice() ? new Template.Splice(reference.path() + ".*") : new Template.Ref(reference.path());
    }

    private List<Template> templates(List<TemplateSpec> specs) {
        return specs.stream().map(this::template).toList();
    }

    private Map<String, Template> templates(Map<String, TemplateSpec> specs) {
        Map<String, Template> templates = new LinkedHashMap<>();
        specs.forEach((name, spec) -> templates.put(name, template(spec)));
        return templates;
    }

    private final class Bodies implements BodySpec.Visitor<Body> {
        @Override
        public Body command(BodySpec.Command body) {
            return new Body.Command(templates(body.argv()));
        }

        @Override
        public Body run(BodySpec.Run body) {
            Map<String, Template> variables = new LinkedHashMap<>();
            body.script().variables().forEach((name, reference) -> variables.put(name, Template.of(part(reference))));
            return new Body.Run(body.script().script(), variables);
        }

        @Override
        public Body java(BodySpec.Java body) {
            return new Body.Java(body.className(), templates(body.with()));
        }

        @Override
        public Body script(BodySpec.Script body) {
            return new Body.Script(templates(body.args()));
        }
    }

    private final class Inputs implements ResolvedInput.Visitor<InputPattern> {
        @Override
        public InputPattern value(ResolvedInput.Value input) {
            return new InputPattern.Value(template(input.text()));
        }

        @Override
        public InputPattern file(ResolvedInput.File input) {
            return new InputPattern.File(
                    template(input.path()), bases.of(input.path().place()));
        }

        @Override
        public InputPattern files(ResolvedInput.Files input) {
            return new InputPattern.Files(template(input.paths()));
        }

        @Override
        public InputPattern made(ResolvedInput.Made input) {
            return switch (input.reach()) {
                case LANE -> new InputPattern.FromLane(input.step(), input.output());
                case COHORT -> new InputPattern.FromCohort(input.step(), input.output());
                case GATHER -> new InputPattern.Gather(input.step(), input.output(), notNeeded.mayBe(input.step()));
            };
        }
    }

    /**
     * What of an input belongs to the definition: that it is there, and how it is handed over. Of what a task made also which
     * output, as the identity of an input is that of all that its producer made.
     */
    private static final class InputKinds implements InputPattern.Visitor<String> {
        @Override
        public String value(InputPattern.Value input) {
            return "value";
        }

        @Override
        public String file(InputPattern.File input) {
            return "file";
        }

        @Override
        public String files(InputPattern.Files input) {
            return "files";
        }

        @Override
        public String fromLane(InputPattern.FromLane input) {
            return "output " + input.output();
        }

        @Override
        public String fromCohort(InputPattern.FromCohort input) {
            return "output " + input.output();
        }

        @Override
        public String gather(InputPattern.Gather input) {
            return "gather " + input.output();
        }
    }
}
