package dev.cohort.contract;

import java.util.List;
import java.util.Map;

/** What a step does. */
public sealed interface Body {
    <R> R accept(Visitor<R> visitor);

    /** One answer per kind of body, so that a new kind fails to compile wherever it must be handled. */
    interface Visitor<R> {
        R command(Command body);

        R run(Run body);

        R java(Java body);

        R script(Script body);

        R pass(Pass body);
    }

    /** A program and its arguments; no shell is involved. */
    record Command(List<Template> argv) implements Body {
        public Command {
            argv = List.copyOf(argv);
            if (argv.isEmpty()) {
                throw new IllegalArgumentException("a command needs a program to start");
            }
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.command(this);
        }
    }

    /** A bash script; values never stand in its text, they reach it as variables of the environment. */
    record Run(String script, Map<String, Template> variables) implements Body {
        public Run {
            variables = Copies.ordered(variables);
            variables.keySet().forEach(Run::requireVariable);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.run(this);
        }

        private static void requireVariable(String name) {
            if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
                throw new IllegalArgumentException(Names.quoted(name) + " is not the name of a bash variable");
            }
        }
    }

    /** A class of the payload, and what its {@code with} says. */
    record Java(String className, Map<String, Template> with) implements Body {
        public Java {
            with = Copies.ordered(with);
            if (className.isBlank()) {
                throw new IllegalArgumentException("a java body needs a class");
            }
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.java(this);
        }
    }

    /** The payload itself is the program. */
    record Script(List<Template> args) implements Body {
        public Script {
            args = List.copyOf(args);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.script(this);
        }
    }

    /** Nothing: a join job only gathers dependencies. */
    record Pass() implements Body {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.pass(this);
        }
    }

    default Json toJson() {
        return BodyJson.write(this);
    }

    static Body fromJson(Json json, String where) {
        return BodyJson.read(json.fields(where));
    }
}
