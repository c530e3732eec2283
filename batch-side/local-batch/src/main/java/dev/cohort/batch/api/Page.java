package dev.cohort.batch.api;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** One page of a list: where it starts and how long it may be, as a request says. */
record Page(int from, int size) {
    private static final int LARGEST = 100;

    static Page of(Request request) {
        int size = request.integer("maxResults", LARGEST);
        if (size < 1 || size > LARGEST) {
            throw ApiFault.client("maxResults must be between 1 and " + LARGEST + ".");
        }
        return new Page(position(request.textOrNull("nextToken")), size);
    }

    private static int position(@Nullable String token) {
        if (token == null) {
            return 0;
        }
        if (!token.matches("[0-9]{1,9}")) {
            throw ApiFault.client("The nextToken is not one that was given out.");
        }
        return Integer.parseInt(token);
    }

    /** The answer that holds this page of all elements, and the token of the next one if there is more. */
    <T> ObjectNode of(String name, List<T> all, Function<T, ObjectNode> json) {
        int start = Math.min(from, all.size());
        int end = Math.min(start + size, all.size());
        ObjectNode answer = Answers.object();
        answer.set(name, Answers.list(all.subList(start, end), json));
        return end < all.size() ? withNext(answer, end) : answer;
    }

    static ObjectNode withNext(ObjectNode answer, int position) {
        return answer.put("nextToken", Integer.toString(position));
    }
}
