package dev.cohort.orchestrator.plan;

import dev.cohort.orchestrator.graph.Dependency;
import dev.cohort.orchestrator.graph.Precedence;
import dev.cohort.orchestrator.graph.ResolvedStep;
import dev.cohort.orchestrator.graph.StepGraph;
import java.util.List;
import java.util.Set;

/**
 * Which jobs wait for which, with all that follows from the rest taken away.
 *
 * <p>A per-sample step of a group is drawn twice: as <em>one lane done</em> and as <em>all lanes done</em>. Between two
 * per-sample steps an edge joins lane to lane and all to all; a cohort step stands after all, and before each lane. In this
 * picture a chain of lanes never implies a wait for a whole job, while a wait for a whole job implies that for its lanes, so
 * the plain transitive reduction is right. Steps that do not run are taken out first, so that the order across them stays.
 */
final class JobOrder {
    private final Precedence<Node> precedence = new Precedence<>();

    /** A step in a group, by lane or as a whole; a cohort step has no group and is always whole. */
    record Node(String step, int group, boolean whole) {
        static Node cohort(String step) {
            return new Node(step, 0, true);
        }

        boolean isCohort() {
            return group == 0;
        }
    }

    JobOrder(StepGraph graph, List<Group> groups, Set<String> runningCohortSteps) {
        graph.steps().forEach(step -> addNodes(step, groups));
        graph.dependencies().forEach(edge -> addEdges(graph, edge, groups));
        precedence.keepOnly(node -> runs(node, groups, runningCohortSteps));
        precedence.reduce();
    }

    /** What the lanes of a step in a group wait for. */
    List<Node> beforeLanes(String step, Group group) {
        return precedence.directlyBefore(new Node(step, group.number(), false));
    }

    /** What a cohort step waits for. */
    List<Node> beforeCohort(String step) {
        return precedence.directlyBefore(Node.cohort(step));
    }

    private void addNodes(ResolvedStep step, List<Group> groups) {
        if (!step.perSample()) {
            precedence.add(Node.cohort(step.name()));
            return;
        }
        groups.forEach(group -> precedence.before(lane(step.name(), group), whole(step.name(), group)));
    }

    private void addEdges(StepGraph graph, Dependency edge, List<Group> groups) {
        boolean fromLanes = graph.step(edge.before()).perSample();
        boolean toLanes = graph.step(edge.after()).perSample();
        if (!fromLanes && !toLanes) {
            precedence.before(Node.cohort(edge.before()), Node.cohort(edge.after()));
            return;
        }
        for (Group group : groups) {
            if (fromLanes && toLanes) {
                precedence.before(lane(edge.before(), group), lane(edge.after(), group));
                precedence.before(whole(edge.before(), group), whole(edge.after(), group));
            } else if (fromLanes) {
                precedence.before(whole(edge.before(), group), Node.cohort(edge.after()));
            } else {
                precedence.before(Node.cohort(edge.before()), lane(edge.after(), group));
            }
        }
    }

    private static boolean runs(Node node, List<Group> groups, Set<String> runningCohortSteps) {
        return node.isCohort()
                ? runningCohortSteps.contains(node.step())
                : groups.get(node.group() - 1).steps().contains(node.step());
    }

    private static Node lane(String step, Group group) {
        return new Node(step, group.number(), false);
    }

    private static Node whole(String step, Group group) {
        return new Node(step, group.number(), true);
    }
}
