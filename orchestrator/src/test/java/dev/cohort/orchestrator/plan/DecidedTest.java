package dev.cohort.orchestrator.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cohort.contract.Json;
import dev.cohort.contract.JsonFault;
import org.junit.jupiter.api.Test;

/** How tasks stood, as it is written down, and as it must not be. */
class DecidedTest {
    private static final String PIPELINE = """
            pipeline: two
            steps:
              first:
                outputs: { a: a.txt }
                run: echo a > ${{ outputs.a }}
              all:
                each: cohort
                inputs: { them: "${{ steps.first.a }}" }
                outputs: { b: b.txt }
                run: cp ${{ inputs.them }} ${{ outputs.b }}
            """;

    private final PlanScene scene = PlanScene.of(PIPELINE).lanes(5);

    @Test
    void lanesThatStandAlikeAreOneWord() {
        scene.ran();
        scene.held().forget("first", 2);

        assertThat(scene.plan().decided().toJson().compact())
                .isEqualTo(
                        "{\"contract\":1,\"steps\":[\"first\"],\"cohort\":[{\"step\":\"all\",\"stands\":\"current\"}],"
                                + "\"patterns\":[\"current\",\"new\"],\"lanes\":\"0x2,1x1,0x2\"}");
    }

    @Test
    void whatIsOfAnotherCohortOrAnotherPipelineIsNotTaken() {
        Json decided = scene.plan().decided().toJson();

        assertThat(Decided.fromJson(decided, scene.graph(), 6)).isEmpty();
        assertThat(Decided.fromJson(decided, PlanScene.graph(PIPELINE.replace("first", "other")), 5))
                .isEmpty();
    }

    @Test
    void aMillionLanesOfTwoKindsTakeAWordEach() {
        String every = "0x1,1x1,".repeat(500_000);
        Json decided = decided("new\",\"current", every.substring(0, every.length() - 1));

        assertThat(Decided.fromJson(decided, scene.graph(), 1_000_000))
                .get()
                .extracting(again -> again.toJson().compact().length())
                .isEqualTo(decided.compact().length());
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertRefused(decided("new", "0"), "a run of lanes is written as PATTERNxLANES");
        assertRefused(decided("new", "1x5"), "there is no pattern 1");
        assertRefused(decided("newer", "0x5"), "holds an unknown word: `newer`");
    }

    private void assertRefused(Json decided, String why) {
        assertThatThrownBy(() -> Decided.fromJson(decided, scene.graph(), 5))
                .isInstanceOf(JsonFault.class)
                .hasMessageContaining(why);
    }

    private static Json decided(String patterns, String lanes) {
        return Json.parse("{\"contract\":1,\"steps\":[\"first\"],\"cohort\":[{\"step\":\"all\",\"stands\":\"new\"}],"
                + "\"patterns\":[\"" + patterns + "\"],\"lanes\":\"" + lanes + "\"}");
    }
}
