package dev.cohort.orchestrator.plan;

import dev.cohort.orchestrator.graph.Dependency;
import dev.cohort.orchestrator.graph.Precedence;
import dev.cohort.orchestrator.graph.ResolvedStep;
import dev.cohort.orchestrator.graph.StepGraph;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Which jobs wait for which, with all that follows from the rest taken away.
 *
 * <p>A per-sample step of a group is drawn twice: as <em>one lane done</em> and as <em>all lanes done</em>. Between two
 * per-sample steps an edge joins lane to lane and all to all; a cohort step stands after all, and before each lane. In this
 * picture a chain of lanes never implies a wait for a whole job, while a wait for a whole job implies that for its lanes, so
 * the plain transitive reduction is right. Steps that do not run are taken out first, so that the order across them stays.
 * A lane that is alone in its group is the whole of it, and is drawn once. A gather that may do without some lanes is not
 * drawn after them: that it is done would say nothing of a lane. Who submits it waits for them.
 */
final class JobOrder {
    private final Precedence<Node> precedence = new Precedence<>();
    private final List<Group> groups;
    private final BiPredicate<String, Group> needless;
    private final Set<String> runningCohortSteps;

    /** A step in a group, by lane or as a whole; a cohort step has no group and is always whole. */
    record Node(String step, int group, boolean whole) {
        private static final int COHORT = 0;

        /** Carries the order across per-sample steps where no lane has anything to do. */
        private static final int NOBODY = -1;

        static Node cohort(String step) {
            return new Node(step, COHORT, true);
        }

        static Node lane(String step, Group group) {
            return new Node(step, group.number(), group.size() == 1);
        }

        static Node whole(String step, Group group) {
            return new Node(step, group.number(), true);
        }

        static Node nobody(String step) {
            return new Node(step, NOBODY, true);
        }

        boolean isCohort() {
            return group == COHORT;
        }
    }

    /** Nobody waits for data of a step that no lane of a group has need of. */
    JobOrder(StepGraph graph, List<Group> groups, Set<String> runningCohortSteps, BiPredicate<String, Group> needless) {
        this.needless = needless;
        this.groups = groups;
        this.runningCohortSteps = runningCohortSteps;
        graph.steps().forEach(this::addNodes);
        graph.dependencies().forEach(edge -> addEdges(graph, edge));
        precedence.keepOnly(this::runs);
        precedence.reduce();
    }

    /** What the lanes of a step in a group wait for. */
    List<Node> beforeLanes(String step, Group group) {
        return precedence.directlyBefore(Node.lane(step, group));
    }

    /** What a cohort step waits for. */
    List<Node> beforeCohort(String step) {
        return precedence.directlyBefore(Node.cohort(step));
    }

    private void addNodes(ResolvedStep step) {
        if (!step.perSample()) {
            precedence.add(Node.cohort(step.name()));
            return;
        }
        for (Group group : groups) {
            precedence.add(Node.lane(step.name(), group));
            if (group.size() > 1) {
                precedence.before(Node.lane(step.name(), group), Node.whole(step.name(), group));
            }
        }
    }

    private void addEdges(StepGraph graph, Dependency edge) {
        boolean fromLanes = graph.step(edge.before()).perSample();
        boolean toLanes = graph.step(edge.after()).perSample();
        if (fromLanes && graph.step(edge.after()).spec().minSuccess().isPresent()) {
            return;
        }
        if (groups.isEmpty() || (!fromLanes && !toLanes)) {
            precedence.before(alone(edge.before(), fromLanes), alone(edge.after(), toLanes));
            return;
        }
        for (Group group : groups) {
            if (fromLanes && edge.data() && needless.test(edge.before(), group)) {
                continue;
            }
            if (fromLanes && toLanes) {
                precedence.before(Node.lane(edge.before(), group), Node.lane(edge.after(), group));
                precedence.before(Node.whole(edge.before(), group), Node.whole(edge.after(), group));
            } else if (fromLanes) {
                precedence.before(Node.whole(edge.before(), group), Node.cohort(edge.after()));
            } else {
                precedence.before(Node.cohort(edge.before()), Node.lane(edge.after(), group));
            }
        }
    }

    private static Node alone(String step, boolean perSample) {
        return perSample ? Node.nobody(step) : Node.cohort(step);
    }

    private boolean runs(Node node) {
        if (node.isCohort()) {
            return runningCohortSteps.contains(node.step());
        }
        return node.group() > 0 && groups.get(node.group() - 1).steps().contains(node.step());
    }
}
