package dev.cohort.orchestrator.spec;

import dev.cohort.orchestrator.diag.Place;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a step does. */
public sealed interface BodySpec {
    Place place();

    <T> T accept(Visitor<T> visitor);

    /** One method for each kind of body, so that a new kind fails to compile wherever it must be handled. */
    interface Visitor<T> {
        T command(Command body);

        T run(Run body);

        T java(Java body);

        T script(Script body);
    }

    /** A program and its arguments; no shell. */
    record Command(List<TemplateSpec> argv, Place place) implements BodySpec {
        public Command {
            argv = List.copyOf(argv);
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.command(this);
        }
    }

    /** A bash script; values put into it come as variables. */
    record Run(ShellText script, Place place) implements BodySpec {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.run(this);
        }
    }

    /** A class that implements the step interface, from a jar or from the shipped steps. */
    record Java(String className, @Nullable String jar, Map<String, TemplateSpec> with, Place place)
            implements BodySpec {
        public Java {
            with = Collections.unmodifiableMap(new LinkedHashMap<>(with));
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.java(this);
        }
    }

    /**
     * A script or zip that is fetched at start.
     *
     * @param env the params of its pipeline file, by the variables in which such a script finds them
     */
    record Script(String file, List<TemplateSpec> args, Map<String, Reference> env, Place place) implements BodySpec {
        public Script {
            args = List.copyOf(args);
            env = Collections.unmodifiableMap(new LinkedHashMap<>(env));
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.script(this);
        }
    }
}
