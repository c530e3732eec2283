package dev.cohort.orchestrator.view;

/**
 * How wide a text will be, roughly: who draws it has a font of the common sans-serif kind, and which one nobody knows. The
 * widths are those of such fonts, in thousandths of the size, and a little more.
 */
final class TextWidth {
    private static final double MORE = 1.1;
    private static final String[] OF_A_KIND = {
        "ijl|'",
        "ftI.,:;!/\\[] ",
        "r-()`\"{}*",
        "Jcksvxyz",
        "abdeghnopqu?_#$0123456789",
        "ABEFKPSTVXYZL&+<>=~",
        "CDHNRUw",
        "GOQ",
        "mM%",
        "W@"
    };
    private static final int[] WIDTHS = {222, 278, 350, 500, 556, 667, 722, 778, 860, 980};
    private static final int OTHER_LETTERS = 620;
    private static final int IDEOGRAPHS = 1000;
    private static final int FIRST_IDEOGRAPH = 0x2e80;

    private TextWidth() {}

    static double of(String text, double size) {
        return text.codePoints().mapToLong(TextWidth::width).sum() * size / 1000 * MORE;
    }

    /** As much of the text as fits, with a sign where something is missing. */
    static String cut(String text, double size, double room) {
        if (of(text, size) <= room) {
            return text;
        }
        int[] codePoints = text.codePoints().toArray();
        int fitting = codePoints.length;
        while (fitting > 0 && of(new String(codePoints, 0, fitting) + "…", size) > room) {
            fitting--;
        }
        return new String(codePoints, 0, fitting).stripTrailing() + "…";
    }

    private static int width(int codePoint) {
        for (int kind = 0; kind < WIDTHS.length; kind++) {
            if (OF_A_KIND[kind].indexOf(codePoint) >= 0) {
                return WIDTHS[kind];
            }
        }
        return codePoint < FIRST_IDEOGRAPH ? OTHER_LETTERS : IDEOGRAPHS;
    }
}
