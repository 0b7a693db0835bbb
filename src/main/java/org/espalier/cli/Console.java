package org.espalier.cli;

import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

import java.io.PrintStream;
import java.io.PrintWriter;

/** Where results and messages go. */
record Console(PrintStream out, PrintStream err) {
    /** In ASCII, so that no terminal's encoding can spoil it. */
    private static final ObjectWriter JSON =
            JsonMapper.shared()
                    .writerWithDefaultPrettyPrinter()
                    .with(JsonWriteFeature.ESCAPE_NON_ASCII);

    /** Prints a result for people. */
    void print(String text) {
        out.println(text);
    }

    /** Prints a part of a line at once. */
    void write(String text) {
        out.print(text);
        out.flush();
    }

    /** Prints a result as the only JSON document on standard output. */
    void print(JsonNode json) {
        out.println(JSON.writeValueAsString(json));
    }

    /** Tells what is going on, or wrong. */
    void error(String text) {
        err.println(text);
    }

    void trace(Exception e) {
        e.printStackTrace(err);
    }

    PrintWriter outWriter() {
        return new PrintWriter(out, true, out.charset());
    }

    PrintWriter errWriter() {
        return new PrintWriter(err, true, err.charset());
    }
}
