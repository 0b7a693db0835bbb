package org.espalier.cli;

import picocli.CommandLine.Option;

import tools.jackson.databind.JsonNode;

import java.util.function.Supplier;

/** How a result is printed. */
final class ResultOptions {
    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    /** Whether programs read it. */
    boolean json() {
        return json;
    }

    /** Prints a result for programs or for people, as was asked. */
    void print(Console console, Supplier<JsonNode> document, Supplier<String> text) {
        if (json) {
            console.print(document.get());
        } else {
            console.print(text.get());
        }
    }
}
