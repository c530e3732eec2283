package dev.cohort.orchestrator.view;

import dev.cohort.orchestrator.diag.Visible;

/** Writes texts into XML, where some characters mean something and others must not stand at all. */
final class Xml {
    private Xml() {}

    /** As content or within double quotes. */
    static String text(String foreign) {
        return Visible.text(foreign)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    static String element(String name, String content) {
        return "<" + name + ">" + text(content) + "</" + name + ">";
    }
}
