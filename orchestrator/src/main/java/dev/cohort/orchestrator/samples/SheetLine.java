package dev.cohort.orchestrator.samples;

/**
 * One line of the sheet, decoded.
 *
 * @param ending the line break as it stands there, or nothing at the end of the file
 * @param badAt the char before which the bytes stop being UTF-8, or -1
 * @param cut whether the line is longer than anybody means a line to be, and its end is not here
 */
record SheetLine(int number, String text, String ending, int badAt, boolean cut) {

    boolean isBlankOrComment() {
        for (int i = 0; i < text.length(); i++) {
            if (!Character.isWhitespace(text.charAt(i))) {
                return text.charAt(i) == '#';
            }
        }
        return true;
    }

    /** The first character that no text has any use for, or -1. */
    int controlAt() {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i)) && text.charAt(i) != '\t') {
                return i;
            }
        }
        return -1;
    }
}
