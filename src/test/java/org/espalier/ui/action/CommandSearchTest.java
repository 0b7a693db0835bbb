package org.espalier.ui.action;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.List;

class CommandSearchTest {
    private static final List<Command> COMMANDS =
            List.of(
                    command("Open model…", "File"),
                    command("Open data folder…", "File"),
                    command("Quit", "File"),
                    command("Model", "View"),
                    command("Run schedule", "Run"),
                    command("Go to layer stage2.0.conv1", "Model"),
                    command("Go to layer stage3.0.conv2", "Model"));

    private static Command command(String title, String group) {
        return new Command(title, group, () -> {});
    }

    private static List<String> find(String query) {
        return CommandSearch.find(COMMANDS, query).stream().map(Command::title).toList();
    }

    @Test
    void blankQueryKeepsAllInOrder() {
        assertEquals(COMMANDS, CommandSearch.find(COMMANDS, "  "));
    }

    @Test
    void everyWordMustBeFoundInAnyOrder() {
        assertEquals(List.of("Open data folder…"), find("folder open"));
        assertEquals(List.of("Go to layer stage3.0.conv2"), find("conv2 stage3"));
        assertEquals(List.of(), find("open zebra"));
    }

    @Test
    void wordsOfTheTitleComeBeforeWordsOfTheGroup() {
        assertEquals(
                List.of(
                        "Open model…",
                        "Model",
                        "Go to layer stage2.0.conv1",
                        "Go to layer stage3.0.conv2"),
                find("model"));
        assertEquals(List.of("Run schedule"), find("run"));
    }

    @Test
    void lettersMayHaveGapsFromTheBeginningOfAWord() {
        assertEquals(List.of("Run schedule"), find("rsch"));
        assertEquals(List.of("Go to layer stage3.0.conv2"), find("st3"));
        assertEquals(List.of(), find("uit n"));
    }

    @Test
    void beginningsOfWordsComeBeforeTheirInsides() {
        List<Command> commands = List.of(command("Reopen", "A"), command("Open", "A"));
        assertEquals("Open", CommandSearch.find(commands, "op").getFirst().title());
    }

    @Test
    void capitalsDoNotMatter() {
        assertEquals(List.of("Quit"), find("QUIT"));
    }
}
