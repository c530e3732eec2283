package dev.cohort.batch;

/** How the id of a child is made of its array's id and its index. */
final class ChildId {
    static final char SEPARATOR = ':';

    private ChildId() {}

    static String of(String parentId, int index) {
        return parentId + SEPARATOR + index;
    }

    static String parent(String id) {
        int at = id.lastIndexOf(SEPARATOR);
        return at < 0 ? id : id.substring(0, at);
    }

    /** The index that the id ends in; -1 when it is not a child's. */
    static int index(String id) {
        String digits = id.substring(id.lastIndexOf(SEPARATOR) + 1);
        boolean child = digits.length() < id.length() && digits.matches("0|[1-9][0-9]{0,4}");
        return child ? Integer.parseInt(digits) : -1;
    }
}
