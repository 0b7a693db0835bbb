package org.espalier.engine.ort;

import ai.onnxruntime.OrtException;

import org.espalier.base.UserFacingException;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What ONNX Runtime's messages say, in the program's words. */
final class OrtErrors {
    private static final Pattern UNKNOWN =
            Pattern.compile(
                    "Fatal error: (\\S+?)\\(-?\\d+\\) is not a registered function/op"
                            + "|No Op registered for (\\S+) with domain_version");
    private static final Pattern NO_KERNEL =
            Pattern.compile("Could not find an implementation for (\\S+?)\\(\\d+\\)");
    private static final Pattern RUNNING =
            Pattern.compile("while running (\\S+) node\\. Name:'([^']*)' Status Message: (.*)");
    private static final Pattern LOADING = Pattern.compile("In Node, \\(\"([^\"]*)\", (\\w+)");
    private static final Pattern NODE_NAME =
            Pattern.compile("(?:node with name '|[Nn]ode \\()([^')]+)");

    private OrtErrors() {}

    /** The operator that is in none of the runtime's operator sets, as {@code domain:Op}. */
    static Optional<String> unknownOperator(OrtException e) {
        return find(UNKNOWN, e).map(OrtErrors::qualified);
    }

    /** The operator that the runtime cannot run: unknown, or not implemented for its types. */
    static Optional<String> refusedOperator(OrtException e) {
        return find(UNKNOWN, e).or(() -> find(NO_KERNEL, e)).map(OrtErrors::qualified);
    }

    /** The node that a session cannot be made for. */
    static UserFacingException onOpening(OrtException e) {
        String node =
                find(LOADING, e)
                        .or(() -> find(NODE_NAME, e))
                        .map("the node \"%s\""::formatted)
                        .orElse("the model");
        String what =
                refusedOperator(e)
                        .map("it has no operator %s for these types"::formatted)
                        .orElse(text(e));
        return UserFacingException.badInput(
                ("ONNX Runtime cannot run %s: %s. The model can still be inspected, and pruned by"
                                + " magnitude.")
                        .formatted(node, what),
                e);
    }

    /** The node that failed in a run. */
    static UserFacingException onRunning(OrtException e) {
        Matcher running = RUNNING.matcher(text(e));
        String sentence =
                running.find()
                        ? "ONNX Runtime failed at the node \"%s\" (%s): %s"
                                .formatted(running.group(2), running.group(1), running.group(3))
                        : "ONNX Runtime could not run the model: " + text(e);
        return UserFacingException.failed(
                sentence + ". Check that the data suit the model, or choose a smaller batch.", e);
    }

    private static Optional<String> find(Pattern pattern, OrtException e) {
        Matcher matcher = pattern.matcher(text(e));
        return matcher.find()
                ? Stream.of(matcher.group(1), matcher.group(matcher.groupCount()))
                        .filter(Objects::nonNull)
                        .findFirst()
                : Optional.empty();
    }

    private static String qualified(String operator) {
        return operator.contains(":") ? operator : "ai.onnx:" + operator;
    }

    private static String text(OrtException e) {
        String message = String.valueOf(e.getMessage());
        return message.replaceFirst("^Error code - \\w+ - message: ", "").strip();
    }
}
