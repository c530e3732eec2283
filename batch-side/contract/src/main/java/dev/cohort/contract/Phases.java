package dev.cohort.contract;

/** How long the parts of an attempt took, and how many bytes they moved. */
public record Phases(Phase fetch, Phase stageIn, Phase body, Phase stageOut) {
    public static final Phases NONE = new Phases(Phase.NONE, Phase.NONE, Phase.NONE, Phase.NONE);

    /** One part of an attempt. */
    public record Phase(long ms, long bytes) {
        public static final Phase NONE = new Phase(0, 0);

        public Phase {
            if (ms < 0 || bytes < 0) {
                throw new IllegalArgumentException("a phase took " + ms + " ms and moved " + bytes + " bytes");
            }
        }

        Json toJson() {
            return Json.object().put("ms", ms).put("bytes", bytes).build();
        }

        static Phase fromJson(Fields phase) {
            return phase.make(() -> new Phase(phase.whole("ms"), phase.whole("bytes")));
        }
    }

    Json toJson() {
        return Json.object()
                .put("fetch", fetch.toJson())
                .put("stageIn", stageIn.toJson())
                .put("body", body.toJson())
                .put("stageOut", stageOut.toJson())
                .build();
    }

    static Phases fromJson(Fields phases) {
        return new Phases(
                Phase.fromJson(phases.object("fetch")),
                Phase.fromJson(phases.object("stageIn")),
                Phase.fromJson(phases.object("body")),
                Phase.fromJson(phases.object("stageOut")));
    }
}
