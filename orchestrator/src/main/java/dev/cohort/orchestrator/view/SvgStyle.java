package dev.cohort.orchestrator.view;

import dev.cohort.orchestrator.view.GraphLayout.Box;
import java.util.ArrayList;
import java.util.List;

/** How things in a picture look: colours for light and for dark rooms, cards and texts. */
final class SvgStyle {
    /** Its own page lies beneath the picture, so that it can be read wherever it is put. */
    static final String SHEET = """
            <style>
            text { font-family: "Helvetica Neue", Helvetica, Arial, "Liberation Sans", sans-serif; fill: #1d2733; }
            .heading { font-size: 18px; font-weight: 600; }
            .words { font-size: 13px; fill: #5b6876; }
            .name { font-size: 14px; font-weight: 600; text-anchor: middle; }
            .small { font-size: 11.5px; fill: #5b6876; text-anchor: middle; }
            .key { font-size: 12px; fill: #5b6876; }
            .page { fill: #ffffff; stroke: #d5dce4; }
            .rule { stroke: #e4e9ee; }
            .once rect { fill: #fff3dc; stroke: #c98a1b; stroke-width: 1.4; }
            .lanes rect { fill: #e6f1fb; stroke: #3b7fc0; stroke-width: 1.2; }
            .edge path { fill: none; stroke-width: 1.5; stroke-linecap: round; }
            .order path { fill: none; stroke: #8593a1; stroke-width: 1.5; stroke-dasharray: 2 5; stroke-linecap: round; }
            .edge .one, stop.one { stroke: #c98a1b; stop-color: #c98a1b; }
            .edge .lane, stop.lane { stroke: #6ba3d6; stop-color: #6ba3d6; }
            .tip { stroke: none; }
            .tip .one { fill: #c98a1b; }
            .tip .lane { fill: #3b7fc0; }
            .tip .none { fill: #8593a1; }
            @media (prefers-color-scheme: dark) {
            text { fill: #e8edf2; }
            .words, .small, .key { fill: #9fb0c0; }
            .page { fill: #141a21; stroke: #2f3a46; }
            .rule { stroke: #2a343f; }
            .once rect { fill: #3a2d12; stroke: #d9a23c; }
            .lanes rect { fill: #14304a; stroke: #5a9fdd; }
            .edge .one, stop.one { stroke: #d9a23c; stop-color: #d9a23c; }
            .edge .lane, stop.lane { stroke: #4f8fca; stop-color: #4f8fca; }
            .tip .one { fill: #d9a23c; }
            .tip .lane { fill: #5a9fdd; }
            }
            </style>""";

    /** How far each card of a stack peeps out behind the one before it. */
    static final int BEHIND = 4;

    private SvgStyle() {}

    static String text(String kind, int x, int y, String content) {
        return "<text class=\"" + kind + "\" x=\"" + x + "\" y=\"" + y + "\">" + Xml.text(content) + "</text>";
    }

    /** One card for a step that runs once; for one that runs per sample, two more behind it. */
    static List<String> card(Box box, boolean perSample) {
        List<String> cards = new ArrayList<>();
        for (int behind = perSample ? 2 : 0; behind >= 0; behind--) {
            cards.add("<rect x=\"" + (box.left() + behind * BEHIND) + "\" y=\"" + (box.top() - behind * BEHIND)
                    + "\" width=\"" + box.width() + "\" height=\"" + box.height() + "\" rx=\""
                    + (perSample ? 5 : Math.min(box.height(), 54) / 2) + "\"/>");
        }
        return cards;
    }
}
