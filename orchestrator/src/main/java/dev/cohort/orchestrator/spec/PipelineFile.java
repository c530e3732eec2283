package dev.cohort.orchestrator.spec;

import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Source;
import java.util.List;
import java.util.Optional;

/**
 * One file, parsed and held against the shape of a pipeline.
 *
 * @param location where it lies as seen from the folder of the file that was asked for; nothing for that file itself
 * @param written the tree as it stands in the file
 * @param block what of it fits
 * @param doubts what of it does not
 */
record PipelineFile(Source source, String location, YamlMap written, Block block, Doubts doubts) {

    /** Empty when it is no pipeline at all, which is told. */
    static Optional<PipelineFile> parse(Source source, String location, Problems problems) {
        Problems ofYaml = new Problems();
        Optional<YamlNode> root = YamlReader.read(source, ofYaml);
        problems.addAll(ofYaml.inOrder());
        return root.flatMap(node -> shaped(source, location, node, !ofYaml.isEmpty(), problems));
    }

    private static Optional<PipelineFile> shaped(
            Source source, String location, YamlNode root, boolean lossy, Problems problems) {
        if (!(root instanceof YamlMap)) {
            problems.add(Problem.error(
                    root.place(),
                    "a pipeline file is a map that starts with `pipeline: NAME`, and this is " + root.word()));
            return Optional.empty();
        }
        Doubts doubts = new Doubts();
        if (lossy) {
            doubts.all();
        }
        YamlMap written = (YamlMap) root;
        doubts.sections("", written, Language.PIPELINE, List.of("params", "samples", "steps"));
        return new ShapeCheck(problems)
                .fit("pipeline", root, Language.PIPELINE)
                .map(fit -> new PipelineFile(source, location, written, Block.of(fit), doubts));
    }

    /** The folder that its own relative paths start from, as seen from that of the file that was asked for. */
    String folder() {
        return location.substring(0, location.lastIndexOf('/') + 1);
    }

    /** Where a file lies that this one names. */
    String beside(String path) {
        return path.startsWith("/") ? path : folder() + path;
    }

    Block profile(String name) {
        return block.block("profiles").block(name);
    }
}
